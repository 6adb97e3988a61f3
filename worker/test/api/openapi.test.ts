import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { apiOver } from './support'

interface Document {
  openapi: string
  servers: { url: string }[]
  paths: Record<string, Record<string, { responses: Record<string, unknown>; parameters?: { name: string }[] }>>
  components: { schemas: Record<string, unknown> }
}

const api = apiOver()
const document = await api.json<Document>('/openapi.json')

describe('GET /openapi.json', () => {
  it('describes every route, in OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(
      Object.entries(document.paths)
        .map(([path, methods]) => `${Object.keys(methods)} ${path}`)
        .sort(),
    ).toEqual([
      'get /api/changes',
      'get /api/datasets',
      'get /api/datasets/{dataset}',
      'get /api/datasets/{dataset}/revisions',
      'get /api/datasets/{dataset}/rows',
      'get /api/status',
      'get /files/{key}',
      'get,post /api/query',
    ])
  })

  it('says of every route how it refuses, in the one shape of errors', () => {
    for (const methods of Object.values(document.paths)) {
      for (const { responses } of Object.values(methods)) {
        expect(JSON.stringify(responses['429'])).toContain('#/components/schemas/Error')
      }
    }
  })

  it('describes parameters by which requests are checked', () => {
    const names = document.paths['/api/datasets']?.get?.parameters?.map((parameter) => parameter.name)

    expect(names).toEqual(['q', 'publication', 'period_kind', 'changed_since', 'limit', 'offset'])
  })

  it('refers to nothing that it does not have', () => {
    const text = JSON.stringify(document)
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? '')

    expect(referred.length).toBeGreaterThan(10)
    for (const name of referred) expect(document.components.schemas).toHaveProperty(name)
  })
})

describe('GET /docs', () => {
  it('asks for nothing elsewhere', async () => {
    const page = await api.request('/docs')
    const text = (await page.text()) + (await (await api.request('/docs/start.js')).text())

    expect(text).not.toMatch(/(src|href|url)\s*[:=]\s*["'](https?:)?\/\//)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  })
})

describe('docs/api.md', () => {
  it('names every route', async () => {
    const guide = await readFile(new URL('../../../docs/api.md', import.meta.url), 'utf8')

    for (const path of Object.keys(document.paths)) expect(guide).toContain(path.replace('/files/{key}', '/files/'))
  })
})
