import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, inject, it } from 'vitest'
import { CATALOG_KEY, catalogsIn } from '../../src/catalog/catalog'
import type { ObjectStore } from '../../src/catalog/store'
import { ask, askArrow, type Lake } from '../../src/query/ask'
import { DuckDbEngine } from '../../src/query/duckdb/engine'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { boundLake, bucket, bytesOf } from './lakes'

describe('what an answer says of itself', () => {
  const lake = boundLake()

  it('names what it comes from, so that it can be cited and asked again', async () => {
    const sql = "SELECT count(*) FROM ae_provider WHERE period_start = DATE '2025-04-01'"
    const { receipt } = await ask(lake, { sql }, PUBLIC_LIMITS)
    const again = await ask(lake, { sql: receipt.sql, version: receipt.catalogVersion }, PUBLIC_LIMITS)

    expect(receipt).toMatchObject({
      sql,
      datasets: [{ dataset: 'ae_provider', publisher: 'NHS England', licence: 'OGL-UK-3.0' }],
    })
    const [dataset] = receipt.datasets
    expect(dataset?.parts[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(dataset?.releases.flatMap((release) => release.files)[0]).toMatchObject({
      name: expect.any(String),
      url: expect.stringMatching(/^http/),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(again.receipt).toEqual(receipt)
  })

  it('cuts rows off and says so', async () => {
    const few = await ask(lake, { sql: 'FROM rtt_pathways' }, { ...PUBLIC_LIMITS, rows: 10 })
    const all = await ask(lake, { sql: 'FROM rtt_pathways' }, { ...PUBLIC_LIMITS, rows: 386 })

    expect([few.rowCount, few.truncated, all.rowCount, all.truncated]).toEqual([10, true, 386, false])
  })

  it('says the same as Arrow, with exact types', async () => {
    const { arrow, columns } = await askArrow(
      lake,
      { sql: 'SELECT sickness_absence_rate AS r FROM sickness_absence_organisation' },
      { ...PUBLIC_LIMITS, rows: 5 },
    )

    const table = tableFromIPC(arrow)
    expect(columns).toEqual([{ name: 'r', type: 'DECIMAL(6,2)' }])
    expect([table.numRows, String(table.schema.fields[0]?.type)]).toEqual([5, 'Decimal[6e+2]'])
  })

  it('refuses what reads too much, before it is read', async () => {
    const limits = { ...PUBLIC_LIMITS, scannedBytes: 100 }

    const refusal = ask(lake, { sql: 'SELECT sum(weeks_00_01), max(provider_name) FROM rtt_pathways' }, limits)

    await expect(refusal).rejects.toMatchObject({ status: 413, code: 'too_many_bytes', details: { limit: 100 } })
  })

  it('knows which versions there are', async () => {
    const now = (await lake.catalogs.latest())?.version ?? 0

    await expect(ask(lake, { sql: 'SELECT 1', version: now + 1 }, PUBLIC_LIMITS)).rejects.toMatchObject({ status: 404 })
    const before = await ask(lake, { sql: 'SELECT count(*) FROM catalog', version: 1 }, PUBLIC_LIMITS)
    expect(before.catalogVersion).toBe(1)
  })
})

describe('a catalogue that moves on', () => {
  const versions = inject('versions')

  /** The bucket's objects, with the catalogue and the part of one version at a time. */
  async function publish(prefix: string, version: number): Promise<void> {
    const { part, catalog } = versions[version - 1] as { part: string; catalog: string }
    await bucket.put(`${prefix}datasets/rolling/${version}.parquet`, bytesOf(part))
    await bucket.put(`${prefix}${CATALOG_KEY}`, bytesOf(catalog))
  }

  /** A lake of its own below a prefix of the bucket. */
  function lakeAt(prefix: string): Lake {
    const at = boundLake().store
    const store: ObjectStore = {
      get: (key, etag) => at.get(prefix + key, etag),
      range: (key, offset, length) => at.range(prefix + key, offset, length),
      open: (key, range) => at.open(prefix + key, range),
      head: (key) => at.head(prefix + key),
    }
    // Keys repeat below other prefixes, and engines remember parts by key.
    const engine = new DuckDbEngine(wasm)
    return { store, catalogs: catalogsIn(store), engine: async () => engine }
  }

  it(
    'is read whole, one version at a time, by four readers through all its versions',
    { timeout: 600_000 },
    async () => {
      const lake = lakeAt('roll/')
      await publish('roll/', 1)
      let rolling = true
      const seen = new Set<number>()
      const sql = 'SELECT count(*), min(v), max(v), sum(n) FROM rolling'
      const reader = async () => {
        while (rolling) {
          const { rows, catalogVersion } = await ask(lake, { sql }, PUBLIC_LIMITS)
          seen.add(catalogVersion)
          expect(rows).toEqual([rowOf(catalogVersion)])
          // What is in memory is answered without a pause, so that publishing would never get a turn.
          await new Promise((resolve) => setTimeout(resolve, 20))
        }
      }

      const readers = [reader(), reader(), reader(), reader()]
      for (let version = 2; version <= versions.length; version++) {
        await publish('roll/', version)
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
      rolling = false
      await Promise.all(readers)

      expect(seen.size).toBeGreaterThan(3)
    },
  )

  it('is asked again when a part has vanished', async () => {
    const lake = lakeAt('gone/')
    await publish('gone/', 1)
    const stale = await lake.catalogs.latest()
    let asked = 0
    const catalogs = { ...lake.catalogs, latest: async () => (asked++ === 0 ? stale : lake.catalogs.latest()) }
    await publish('gone/', 2)
    await bucket.delete('gone/datasets/rolling/1.parquet')

    const answer = await ask({ ...lake, catalogs }, { sql: 'SELECT max(v) FROM rolling' }, PUBLIC_LIMITS)

    expect([answer.catalogVersion, answer.rows]).toEqual([2, [[2]]])
  })

  it('says that an old version is gone', async () => {
    const lake = lakeAt('old/')
    await publish('old/', 3)

    await expect(ask(lake, { sql: 'FROM rolling', version: 1 }, PUBLIC_LIMITS)).rejects.toMatchObject({
      status: 410,
      code: 'version_gone',
    })
  })

  /** Version v has v % 50 + 1 rows; each says v, and the first n numbers. */
  function rowOf(version: number): number[] {
    const count = (version % 50) + 1
    return [count, version, version, (count * (count - 1)) / 2]
  }

  it('answers 502 for a damaged part, and then the next question', async () => {
    const lake = lakeAt('damaged/')
    await publish('damaged/', 4)
    const whole = bytesOf((versions[3] as { part: string }).part)
    await bucket.put('damaged/datasets/rolling/4.parquet', new Uint8Array(whole.length).fill(65))

    await expect(ask(lake, { sql: 'FROM rolling' }, PUBLIC_LIMITS)).rejects.toMatchObject({
      status: 502,
      code: 'unreadable_part',
    })
    expect((await ask(lake, { sql: 'SELECT 1' }, PUBLIC_LIMITS)).rows).toEqual([[1]])
  })
})
