import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { CATALOG_KEY, catalogReader } from '../src/catalog/catalog'
import { app } from '../src/index'
import { memoryStore } from './memoryStore'

/** A catalogue as the sink wrote it, over the bundled samples. */
const fixture = await readFile(new URL('fixtures/catalog.parquet', import.meta.url))

describe('GET /api/datasets', () => {
  it('lists what the sink published', async () => {
    const store = memoryStore({ [CATALOG_KEY]: fixture })
    const response = await app(catalogReader(store)).request('/api/datasets')

    expect(response.status).toBe(200)
    const body = (await response.json()) as { version: number; datasets: Record<string, unknown>[] }
    expect(body.version).toBeGreaterThan(0)
    expect(body.datasets.find((dataset) => dataset.dataset === 'ae_provider')).toMatchObject({
      publication: 'ae-monthly',
      licence: 'OGL-UK-3.0',
      rows: 35,
      releases: 3,
      first_period: '2025-03-01',
      last_period: '2025-05-31',
    })
  })

  it('answers 304 to a reader who has this version', async () => {
    const routes = app(catalogReader(memoryStore({ [CATALOG_KEY]: fixture })))
    const etag = (await routes.request('/api/datasets')).headers.get('etag') ?? ''

    const again = await routes.request('/api/datasets', { headers: { 'if-none-match': etag } })

    expect(again.status).toBe(304)
  })

  it('parses a version once, however often it is asked', async () => {
    const store = memoryStore({ [CATALOG_KEY]: fixture })
    const routes = app(catalogReader(store))

    await routes.request('/api/datasets')
    await routes.request('/api/datasets')

    expect(store.reads).toBe(1)
  })

  it('says that nothing is published before the first catalogue', async () => {
    const response = await app(catalogReader(memoryStore({}))).request('/api/datasets')

    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ error: 'Nothing is published yet' })
  })

  it('answers 502 without a stack when the catalogue is damaged', async () => {
    const store = memoryStore({ [CATALOG_KEY]: new TextEncoder().encode('PAR1 this is no Parquet PAR1') })
    const response = await app(catalogReader(store)).request('/api/datasets')

    expect(response.status).toBe(502)
    expect(Object.keys((await response.json()) as object)).toEqual(['error', 'advice'])
  })

  it('names what there is when the path is unknown', async () => {
    const response = await app(catalogReader(memoryStore({}))).request('/api/nothing')

    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ advice: expect.stringContaining('/api/datasets') })
  })
})
