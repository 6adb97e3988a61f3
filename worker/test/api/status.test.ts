import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { StatusAnswer } from '../../src/api/contract'
import { statusIn } from '../../src/catalog/status'
import type { ObjectStore } from '../../src/catalog/store'
import { memoryStore } from '../memoryStore'
import { apiOver } from './support'

const REPORT = readFileSync(new URL('../fixtures/status.json', import.meta.url))
const KEY = 'datasets/_status.json'

describe('GET /api/status', () => {
  const api = apiOver(memoryStore({ [KEY]: REPORT }))

  it('has the state of each publication', async () => {
    const answer = StatusAnswer.parse(await api.json('/api/status'))

    expect(answer.publications.map(({ publication, state }) => [publication, state])).toEqual([
      ['ae-monthly', 'late'],
      ['ods-trusts', 'unknown'],
    ])
    expect(answer.publications[0]?.held[0]?.reasons[0]).toEqual({
      code: 'total-differs',
      dataset: 'ae_provider',
      words: 'a published total is not the sum of its rows',
    })
  })

  it('has only fields that are described, with any fields in the object', async () => {
    const text = await (await api.request('/api/status')).text()

    expect(text).not.toMatch(/secret|10\.0\.0\.7/)
  })

  it('says when there is no report', async () => {
    const answer = await apiOver(memoryStore({})).request('/api/status')

    expect(answer.status).toBe(404)
    expect(await answer.json()).toMatchObject({ error: { code: 'no_status' } })
  })

  it('answers who has it with a header', async () => {
    const etag = (await api.request('/api/status')).headers.get('etag') ?? ''
    const again = await api.request('/api/status', { headers: { 'if-none-match': etag } })

    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  it('refuses every change', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect((await api.request('/api/status', { method })).status).toBe(405)
    }
  })
})

describe('the report in the store', () => {
  it('is looked for once in ten seconds, however many ask', async () => {
    let looks = 0
    let now = 0
    const memory = memoryStore({ [KEY]: REPORT })
    const counted: ObjectStore = { ...memory, get: (key, etag) => (looks++, memory.get(key, etag)) }
    const reports = statusIn(counted, () => now)

    for (now = 0; now < 10_000; now += 1_000) await reports.latest()
    expect(looks).toBe(1)
    await reports.latest()
    expect(looks).toBe(2)
  })
})
