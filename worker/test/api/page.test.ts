import { describe, expect, it } from 'vitest'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

const assets = {
  fetch: async (request: Request) =>
    new Response(request.method === 'HEAD' ? null : `<!doctype html>${new URL(request.url).pathname}`, {
      headers: { 'content-type': 'text/html', etag: '"page"', 'cache-control': 'public, max-age=0, must-revalidate' },
    }),
}
const api = apiOver(memoryStore(OBJECTS), { assets })
const BROWSER = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } }

describe('the page', () => {
  it.each(['/sql', '/sql?sql=SELECT+1', '/changes', '/status', '/datasets/ae_provider', '/datasets/ae_provider/'])(
    'is at %s',
    async (path) => {
      for (const init of [BROWSER, {}, { method: 'HEAD' }]) {
        const response = await api.request(path, init)

        expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html'])
      }
    },
  )

  it('is at the address of a dataset also while the store does not answer', async () => {
    const broken = apiOver({ ...memoryStore({}), get: () => Promise.reject(new Error('down')) }, { assets })

    expect((await broken.request('/datasets/ae_provider', BROWSER)).status).toBe(200)
  })

  it.each([
    '/nowhere',
    '/sql/more',
    '/datasets',
    '/datasets/',
    '/datasets/nothing',
    '/datasets/a/b',
    '/SQL',
    '//sql',
    '/%ff',
  ])('answers %s with 404, which no cache may keep', async (path) => {
    const response = await api.request(`https://data.example${path}`, BROWSER)

    expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
    expect(response.headers.get('etag')).toBeNull()
    expect(await response.text()).toBe('<!doctype html>/')
  })

  it('takes no other method', async () => {
    const response = await api.request('/sql', { method: 'POST', ...BROWSER })

    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

const FILES = ['js', 'css', 'map', 'wasm', 'txt', 'xml', 'ico', 'png', 'json', 'php', 'html', 'env', 'webmanifest']

describe('what there is not', () => {
  it.each([
    ...FILES.flatMap((ending) => [`/nope.${ending}`, `/assets/nope-1a2b3c4d.${ending}`, `/datasets.${ending}`]),
    ...['/assets', '/assets/', '/assets/nope', '/assets/../nope.js', '/docs/nope', '/docs/nope.css', '/.env'],
    ...['/api', '/api/nope', '/.well-known/security', '/.git/config', '/mcp/nope', '/openapi.json/x'],
  ])('answers %s with a short 404, to browsers too, which no cache may keep', async (path) => {
    for (const init of [BROWSER, {}]) {
      const response = await api.request(path, init)
      const text = await response.text()

      expect([response.status, response.headers.get('cache-control')]).toEqual([404, 'no-store'])
      expect((JSON.parse(text) as ErrorBody).error.code).toBe('not_found')
      expect(text.length).toBeLessThan(400)
    }
  })
})

describe('GET /sitemap.xml', () => {
  it('names the page of each dataset', async () => {
    const response = await api.request('/sitemap.xml')
    const text = await response.text()

    expect(response.headers.get('content-type')).toBe('application/xml; charset=utf-8')
    expect(text).toContain('<loc>https://data.example/</loc>')
    expect(text).toMatch(/<loc>https:\/\/data\.example\/datasets\/ae_provider<\/loc><lastmod>2\d{3}-[\d-]+T[\d:.]+Z</)
  })
})
