import { SELF } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { bucket } from './lakes'

/* Both faces as Cloudflare runs them, over the bucket; what each route does in detail is tested in Node. */

const ORIGIN = 'http://localhost'

describe('the Worker', () => {
  it('answers REST from the bucket that is bound', async () => {
    const list = await SELF.fetch(`${ORIGIN}/api/datasets?q=attendances`)
    expect(await list.json()).toMatchObject({ total: 1, datasets: [{ dataset: 'ae_provider', rows: 35 }] })

    const rows = await SELF.fetch(`${ORIGIN}/api/datasets/ae_provider/rows.csv?columns=org_code&limit=2`)
    expect((await rows.text()).split('\r\n')[0]).toBe('org_code')

    const query = await SELF.fetch(
      `${ORIGIN}/api/query?sql=${encodeURIComponent('SELECT count(*) AS n FROM ae_provider')}`,
    )
    expect(await query.json()).toMatchObject({ rows: [{ n: 35 }] })
  })

  it('answers what was seen before a correction', async () => {
    const sql = 'SELECT max(_revised_at) - INTERVAL 1 second AS t FROM ae_provider_revisions'
    const { rows } = (await (await SELF.fetch(`${ORIGIN}/api/query?sql=${encodeURIComponent(sql)}`)).json()) as {
      rows: { t: string }[]
    }
    const cell = 'columns=other_emergency_admissions&filter=org_code:eq:X05&filter=period_start:eq:2025-04-01'
    const seen = await SELF.fetch(`${ORIGIN}/api/datasets/ae_provider/rows.csv?${cell}&as_of=${rows[0]?.t}Z`)

    expect(await seen.text()).toBe('other_emergency_admissions\r\n9\r\n')
  })

  it('answers ranges of files, and 304 to who has them', async () => {
    const file = `${ORIGIN}/files/datasets/catalog.parquet`
    const magic = await SELF.fetch(file, { headers: { range: 'bytes=-4' } })
    expect([magic.status, new TextDecoder().decode(await magic.arrayBuffer())]).toEqual([206, 'PAR1'])
    expect(magic.headers.get('content-range')).toMatch(/^bytes \d+-\d+\/\d+$/)

    const etag = magic.headers.get('etag') ?? ''
    const again = await SELF.fetch(file, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('reads the state of publications from its own object alone', async () => {
    const report = { made_at: '2026-11-26T10:00:00Z', waits: [], publications: [] }
    await bucket.put('datasets/_status.json', JSON.stringify({ ...report, host: '10.0.0.7' }))

    expect(await (await SELF.fetch(`${ORIGIN}/api/status`)).json()).toEqual(report)
    expect((await SELF.fetch(`${ORIGIN}/files/datasets/_status.json`)).status).toBe(404)
  })

  it('answers agents', async () => {
    const params = { name: 'query', arguments: { sql: 'SELECT count(*) AS n FROM ae_provider' } }
    const answer = await SELF.fetch(`${ORIGIN}/mcp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    })

    expect(await answer.text()).toContain('\\n35\\n')
  })

  it('shows the page at its own addresses only', async () => {
    const headers = { accept: 'text/html' }
    for (const [path, status] of Object.entries({
      '/sql': 200,
      '/datasets/ae_provider': 200,
      '/datasets/x': 404,
      '/x': 404,
    })) {
      const response = await SELF.fetch(ORIGIN + path, { headers })

      expect([path, response.status]).toEqual([path, status])
      expect(response.headers.get('content-type')).toContain('text/html')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(await response.text()).toContain('<div id="app">')
    }
  })

  it('answers 404 for a file that does not exist, which no cache may keep', async () => {
    for (const path of ['/assets/nope.js', '/llm.txt', '/nope.xml', '/nope.ico', '/docs/nope.css', '/.env']) {
      const response = await SELF.fetch(ORIGIN + path, { headers: { accept: 'text/html' } })

      expect([path, response.status, response.headers.get('cache-control')]).toEqual([path, 404, 'no-store'])
      expect(await response.json()).toMatchObject({ error: { code: 'not_found' } })
    }
  })

  it('refuses what it does not know in the one shape', async () => {
    const refused = await SELF.fetch(`${ORIGIN}/api/nothing`)

    expect(refused.status).toBe(404)
    expect(await refused.json()).toMatchObject({ error: { code: 'not_found' } })
  })
})
