import { describe, expect, it } from 'vitest'
import { ask } from '../../src/query/ask'
import { WORKER_ENGINE } from '../../src/query/duckdb/engine'
import { AskError } from '../../src/query/error'
import { type Limits, PUBLIC_LIMITS } from '../../src/query/limits'
import { workerEngine } from '../../src/query/duckdb/worker'
import { HOSTILE } from '../query/hostile'
import { boundLake } from './lakes'

/** So that what is meant to take for ever does not take long here. */
const LIMITS: Limits = { ...PUBLIC_LIMITS, millis: 150 }

const BENIGN =
  'SELECT period_start, sum(attendances_type_1), lower(max(org_name)) FROM ae_provider GROUP BY 1 ORDER BY 1'

describe('a hostile statement', async () => {
  const lake = boundLake()
  const engine = await workerEngine()
  let expected: unknown
  const reached: unknown[] = []
  globalThis.fetch = async (to) => {
    reached.push(to)
    throw new Error('no network')
  }

  it.each(HOSTILE)('$is', async ({ sql, codes, answered }) => {
    expected ??= (await ask(lake, { sql: BENIGN }, PUBLIC_LIMITS)).rows

    const outcome = await ask(lake, { sql }, LIMITS).catch((error: unknown) => error)

    if (outcome instanceof AskError) {
      expect(codes).toContain(outcome.code)
      expect(outcome.status).toBeLessThan(500)
      // The message may repeat what was asked, and must reveal nothing else.
      expect(outcome.message + outcome.advice).not.toMatch(/\.parquet$|\.ts:|\n|engine\.invalid|EC: /)
    } else {
      expect(answered, `answered ${JSON.stringify(outcome)?.slice(0, 200)}`).toBe(true)
    }
    expect(reached).toEqual([])
    expect(engine.memoryBytes).toBeLessThanOrEqual(WORKER_ENGINE.most)
    const after = await ask(lake, { sql: BENIGN }, PUBLIC_LIMITS)
    expect(after.rows).toEqual(expected)
  })
})
