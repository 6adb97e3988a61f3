import { describe, expect, it } from 'vitest'
import { DatasetAnswer } from '../../src/api/contract'
import { LAKE } from '../query/folderStore'
import { nativeOver } from '../query/native'
import { apiOver } from './support'

/* Each snippet is what a person pastes, so each is run as far as it can be here: DuckDB really, the others' addresses. */

const api = apiOver()
const duckdb = await nativeOver(LAKE)

async function snippets(dataset: string): Promise<Record<string, string>> {
  const { snippets } = DatasetAnswer.parse(await api.json(`/api/datasets/${dataset}`))
  return Object.fromEntries(snippets.map(({ client, code }) => [client, code]))
}

describe.each(['ae_provider', 'rtt_pathways'])('the snippets of %s', async (dataset) => {
  const code = await snippets(dataset)

  it('have its rows in DuckDB', async () => {
    const local = (code.duckdb ?? '').replaceAll('https://data.example/files', LAKE)
    const reader = await duckdb.runAndReadAll(local.replace(/LIMIT 10;$/, 'LIMIT 1000000;'))
    const { rows } = await api.json<{ rows: number }>(`/api/datasets/${dataset}`)

    expect(reader.currentRowCount).toBe(rows)
  })

  it.each(['python', 'r', 'excel', 'curl'])('name in %s what is there', async (client) => {
    const urls = [...(code[client] ?? '').matchAll(/https:\/\/data\.example[^"'\s]+/g)].map(([url]) => url)

    expect(urls.length).toBeGreaterThan(0)
    for (const url of urls) expect((await api.request(url)).status).toBe(200)
  })

  it('are JSON for MCP clients', () => {
    expect(JSON.parse(code.mcp ?? '')).toEqual({
      mcpServers: { datawarp: { type: 'http', url: 'https://data.example/mcp' } },
    })
  })
})
