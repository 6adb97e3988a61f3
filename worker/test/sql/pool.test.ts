import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { AddressInfo } from 'node:net'
import { LAKE } from '../query/folderStore'
import { serveFolder } from '../browser/folderServer'
import '../../tools/sql/build.mjs'
import { POOL_LIMITS, SqlPool } from '../../tools/sql/pool.mjs'

/* With real processes, which are killed for real. */

const ENDLESS = 'WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t'
/** One call that takes minutes and never checks the time: only a kill ends it. */
const DEAF = 'SELECT sum(list_contains(range(3000000), -i)::INT) FROM range(4096) t(i)'
const SIMPLE = 'SELECT count(*) AS n FROM ae_provider'

/** Processes start when they do: a machine under load is no fault. */
const PATIENT = { timeout: 30_000 }

describe('the pool of processes', { timeout: 60_000 }, () => {
  let store: Awaited<ReturnType<typeof serveFolder>>
  let pool: SqlPool | undefined
  let address = ''

  beforeAll(async () => {
    store = await serveFolder(LAKE)
  })
  afterAll(() => store.server.close())
  afterEach(() => pool?.stop())

  async function start(limits: Partial<typeof POOL_LIMITS> = {}): Promise<SqlPool> {
    const settings = { S3_BUCKET: 'datawarp', S3_ACCESS_KEY_ID: 'reader', S3_SECRET_ACCESS_KEY: 'none' }
    pool = new SqlPool({ S3_ENDPOINT: store.endpoint, ...settings }, { ...POOL_LIMITS, ...limits })
    address = await pool.start()
    return pool
  }

  const headersOf = (sql: string, used: number) => ({
    'x-datawarp-key': pool?.key ?? '',
    'x-datawarp-used': String(used),
    'x-datawarp-url': `http://localhost/api/query?sql=${encodeURIComponent(sql)}`,
  })
  const ask = (sql: string, used = 0, init: RequestInit = {}) =>
    fetch(address, { headers: headersOf(sql, used), ...init })
  const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code
  const running = () => pool?.running().filter(({ job }) => !job.complete).length
  const pids = () => [...(pool?.processes ?? [])].map(({ child }) => child.pid)

  it('answers, and says how long it took', async () => {
    await start()

    const answer = await ask(SIMPLE)

    expect(await answer.json()).toMatchObject({ rows: [{ n: 35 }] })
    expect(Number(answer.headers.get('x-datawarp-millis'))).toBeGreaterThan(0)
  })

  it('keeps a process for the next statement, unless it was ended', async () => {
    const { limits } = await start({ processes: 1, silence: 60_000 })
    await ask(SIMPLE)
    const [before] = pids()
    await ask(SIMPLE)
    expect(pids()).toEqual([before])

    limits.silence = 1_000
    expect(await codeOf(await ask(DEAF))).toBe('too_slow')
    limits.silence = 60_000
    expect((await ask(SIMPLE)).status).toBe(200)
    expect(pids()).not.toContain(before)
  })

  it('ends a process that kept too much of its last statement, so that the next has room', async () => {
    await start({ processes: 1, kept: 1 })
    await expect.poll(() => pool?.idle().length, PATIENT).toBe(1)
    const [before] = pids()

    expect((await ask(SIMPLE)).status).toBe(200)
    await expect.poll(() => pool?.idle().length, PATIENT).toBe(1)
    expect(pids()).not.toContain(before)
    expect((await ask(SIMPLE)).status).toBe(200)
  })

  it('ends a process that holds too much', async () => {
    await start({ memory: 1 << 20 })

    expect(await codeOf(await ask(ENDLESS))).toBe('too_much_memory')
  })

  it('ends the statement of a client that leaves', async () => {
    await start({ processes: 1 })
    await expect.poll(() => pool?.idle().length, PATIENT).toBe(1)
    const [before] = pids()
    const left = new AbortController()
    const asked = ask(DEAF, 0, { signal: left.signal }).catch((error: Error) => error.name)
    await expect.poll(running, PATIENT).toBe(1)

    left.abort()

    expect(await asked).toBe('AbortError')
    await expect.poll(pids, PATIENT).not.toContain(before)
    expect((await ask(SIMPLE)).status).toBe(200)
  })

  it('ends the statement of a request that is said to have lost its reader, also before it comes', async () => {
    const pool = await start({ processes: 1, silence: 60_000 })
    const numbered = (id: string) => ask(DEAF, 0, { headers: { ...headersOf(DEAF, 0), 'x-datawarp-request': id } })
    const [runs, waits] = [numbered('1'), numbered('2')]
    await expect.poll(running, PATIENT).toBe(1)

    for (const id of ['2', '1', '3']) pool.cancel(id)

    for (const each of [runs, waits, numbered('3')]) expect(await codeOf(await each)).toBe('cancelled')
  })

  it('ends the statement of who has used most where others wait', async () => {
    await start({ processes: 2, silence: 60_000, light: 60_000 })
    const [heavy, light] = [ask(DEAF, 30_000), ask(DEAF, 100).catch(() => undefined)]
    await expect.poll(running, PATIENT).toBe(2)

    expect((await ask(SIMPLE)).status).toBe(200)

    const first = await Promise.race([heavy.then(() => 'heavy'), light.then(() => 'light')])
    expect(first).toBe('heavy')
    expect(await codeOf(await heavy)).toBe('made_way')
    pool?.stop()
    await light
  })

  it('keeps a process for those who have used little', async () => {
    await start({ processes: 2, silence: 60_000, turn: 60_000 })
    const heavy = [1, 2].map(() => ask(DEAF, 10_000).catch(() => {}))
    await expect.poll(running, PATIENT).toBe(1)

    expect((await ask(SIMPLE)).status).toBe(200)

    pool?.stop()
    await Promise.all(heavy)
  })

  it('refuses what waits for too long', async () => {
    await start({ processes: 1, silence: 60_000, patience: 1_000, turn: 60_000 })
    await expect.poll(() => pool?.idle().length, PATIENT).toBe(1)
    const waits = ask(DEAF).catch(() => {})
    await expect.poll(running, PATIENT).toBe(1)

    const refused = await ask(SIMPLE)

    expect([refused.status, await codeOf(refused)]).toEqual([503, 'busy'])
    pool?.stop()
    await waits
  })

  it('gives back the memory of processes that have nothing to do', async () => {
    await start({ processes: 3, rest: 100 })
    await Promise.all([ask(SIMPLE), ask(SIMPLE), ask(SIMPLE)])

    await expect.poll(pids, PATIENT).toHaveLength(1)
    expect((await ask(SIMPLE)).status).toBe(200)
  })

  it('refuses requests without its key', async () => {
    await start()

    expect((await fetch(address, { headers: { 'x-datawarp-key': 'x' } })).status).toBe(403)
    expect((await fetch(address)).status).toBe(403)
    expect((pool?.server.address() as AddressInfo).address).toBe('127.0.0.1')
  })
})
