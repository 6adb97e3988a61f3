import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveFolder } from '../browser/folderServer'
import { wideLake } from '../query/wideLake'
import '../../tools/sql/build.mjs'
import { POOL_LIMITS, SqlPool } from '../../tools/sql/pool.mjs'

const ROWS = 'http://localhost/api/datasets/waits/rows'
const PATIENTLY = { timeout: 180_000 }

describe('a process that reads rows of 121 columns', PATIENTLY, () => {
  const folder = mkdtempSync(join(tmpdir(), 'datawarp-wide-'))
  let store: Awaited<ReturnType<typeof serveFolder>>
  let pool: SqlPool
  let address = ''

  beforeAll(async () => {
    cpSync(await wideLake(), folder, { recursive: true })
    const part = join(folder, 'datasets/waits/waits-000002-00000000.parquet')
    const bytes = readFileSync(part)
    bytes.fill(0, 4, 1 << 20)
    writeFileSync(part, bytes)
    store = await serveFolder(folder)
    const settings = { S3_BUCKET: 'datawarp', S3_ACCESS_KEY_ID: 'reader', S3_SECRET_ACCESS_KEY: 'none' }
    pool = new SqlPool({ S3_ENDPOINT: store.endpoint, ...settings }, { ...POOL_LIMITS, processes: 1 })
    address = await pool.start()
  }, PATIENTLY.timeout)
  afterAll(() => {
    pool.stop()
    store.server.close()
    rmSync(folder, { recursive: true })
  })

  const ask = (query: string) =>
    fetch(address, { headers: { 'x-datawarp-key': pool.key, 'x-datawarp-url': `${ROWS}${query}` } })

  /** On a machine under load, a statement may be ended for its time: it is asked again. */
  async function read(query: string): Promise<Response> {
    const answer = await ask(query)
    if (answer.status === 200) return answer
    expect(await answer.text()).toMatch(/"(?:too_slow|busy|made_way)"/)
    return read(query)
  }

  it.each(['', '.csv', '.arrow', '.parquet'])('keeps to its memory for ten thousand: rows%s', async (suffix) => {
    const answer = await read(`${suffix}?limit=10000`)
    const bytes = (await answer.arrayBuffer()).byteLength

    expect([answer.status, bytes > 100_000]).toEqual([200, true])
    for (const { child } of pool.processes) {
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
      expect(Number(peak) * 1024).toBeLessThan(POOL_LIMITS.memory)
    }
  })

  it('has memory for each statement, after others of the same kind', async () => {
    for (let i = 0; i < 6; i++) {
      const answer = await read('?limit=500&order=total_all:desc&filter=period_start:eq:2025-12-01')
      expect(answer.status).toBe(200)
      await answer.arrayBuffer()
    }
  })

  it('breaks off where a part cannot be read, and serves the next', async () => {
    const answer = await read('.csv?limit=10000&offset=175000')
    expect(answer.status).toBe(200)
    await expect(answer.text()).rejects.toThrow()

    expect((await read('.csv?limit=10')).status).toBe(200)
  })
})
