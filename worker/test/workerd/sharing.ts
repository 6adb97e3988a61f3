import { describe, expect, it } from 'vitest'
import { ask } from '../../src/query/ask'
import type { AskError } from '../../src/query/error'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { boundLake } from './lakes'

const ENDLESS = 'SELECT count(*) FROM range(10000000000)'

describe('an isolate that answers a long question', () => {
  const lake = boundLake()

  it('serves others at the same time', { timeout: 30_000 }, async () => {
    await ask(lake, { sql: 'SELECT 1' }, PUBLIC_LIMITS)
    let served = 0
    const serving = setInterval(() => served++, 1)

    const outcome = await ask(lake, { sql: ENDLESS }, { ...PUBLIC_LIMITS, millis: 3000 }).catch(
      (error: AskError) => error.code,
    )

    clearInterval(serving)
    expect(outcome).toBe('too_slow')
    expect(served).toBeGreaterThan(0)
  })

  it('stops when the client has left', { timeout: 30_000 }, async () => {
    const gone = new AbortController()
    setTimeout(() => gone.abort(), 20)

    const outcome = await ask(lake, { sql: ENDLESS, signal: gone.signal }, { ...PUBLIC_LIMITS, millis: 60_000 }).catch(
      (error: AskError) => error.code,
    )

    expect(outcome).toBe('cancelled')
    expect((await ask(lake, { sql: 'SELECT 1' }, PUBLIC_LIMITS)).rows).toEqual([[1]])
  })

  it('answers questions that come together, each its own', async () => {
    const questions = Array.from({ length: 10 }, (_, i) =>
      ask(lake, { sql: `SELECT ${i}, count(*) FROM ae_provider` }, PUBLIC_LIMITS),
    )

    const rows = (await Promise.all(questions)).map((answer) => answer.rows[0])

    expect(rows).toEqual(Array.from({ length: 10 }, (_, i) => [i, 35]))
  })

  it('turns people away when too many wait', { timeout: 30_000 }, async () => {
    const first = ask(lake, { sql: ENDLESS }, { ...PUBLIC_LIMITS, millis: 1000 })
    const others = Array.from({ length: 29 }, () =>
      ask(lake, { sql: 'SELECT count(*) FROM ae_provider' }, PUBLIC_LIMITS),
    )

    const outcomes = await Promise.allSettled([first, ...others])

    const refused = outcomes.slice(1).filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]?.reason).toMatchObject({ status: 503, code: 'busy' })
  })
})
