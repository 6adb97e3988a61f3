import { beforeEach, describe, expect, it } from 'vitest'
import { AskError } from '../../src/query/error'
import { Work } from '../../src/sql/work'
import { handClock, pause } from './door'

const LIMITS = { most: 20_000, refill: 60_000, waiting: 2 }

describe('the work of a client', () => {
  let clock: ReturnType<typeof handClock>
  let work: Work

  beforeEach(() => {
    clock = handClock()
    work = new Work(clock, pause, LIMITS)
  })

  async function took(client: string, millis: number): Promise<void> {
    const turn = await work.turn(client)
    clock.millis += millis
    turn.end(millis)
  }

  const refusalOf = (turn: Promise<unknown>) => turn.then(() => undefined).catch((error: AskError) => error)

  it('is one statement at a time, in the order of asking', async () => {
    const order: string[] = []
    const first = await work.turn('a')
    const second = work.turn('a').then((turn) => (order.push('second'), turn))
    const third = work.turn('a').then((turn) => (order.push('third'), turn))
    await pause()
    expect(order).toEqual([])

    first.end(10)
    ;(await second).end(10)
    await third

    expect(order).toEqual(['second', 'third'])
  })

  it('does not wait for that of others', async () => {
    await work.turn('a')

    await expect(work.turn('b')).resolves.toMatchObject({ used: 0 })
  })

  it('is counted in milliseconds, for any number of statements', async () => {
    for (let i = 0; i < 1000; i++) await took('light', 1)
    for (let i = 0; i < 8; i++) await took('heavy', 5_000).catch(() => {})

    const refused = await refusalOf(work.turn('heavy'))

    expect(refused).toMatchObject({ status: 429, code: 'rate_limited' })
    await expect(work.turn('light')).resolves.toBeDefined()
  })

  it('comes back with time, when the refusal says', async () => {
    for (let i = 0; i < 6; i++) await took('a', 6_000).catch(() => {})
    const { details } = (await refusalOf(work.turn('a'))) as AskError
    const seconds = details.retry_after_seconds as number

    clock.millis += (seconds - 1) * 1000
    expect(await refusalOf(work.turn('a'))).toBeDefined()
    clock.millis += 1000
    expect(await refusalOf(work.turn('a'))).toBeUndefined()
  })

  it('is refused to statements that waited while it was used up', async () => {
    const first = await work.turn('a')
    const second = refusalOf(work.turn('a'))
    const third = refusalOf(work.turn('a'))

    first.end(25_000)

    expect(await second).toMatchObject({ status: 429 })
    expect(await third).toMatchObject({ status: 429 })
  })

  it('lets only so many wait', async () => {
    await work.turn('a')
    for (let i = 0; i < LIMITS.waiting; i++) work.turn('a').catch(() => {})

    expect(await refusalOf(work.turn('a'))).toMatchObject({ status: 429 })
  })

  it('leaves out who has left while waiting', async () => {
    const first = await work.turn('a')
    const left = new AbortController()
    const second = refusalOf(work.turn('a', left.signal))
    const third = work.turn('a')
    left.abort()
    first.end(10)

    expect(await second).toMatchObject({ code: 'cancelled' })
    await expect(third).resolves.toBeDefined()
  })

  it('is forgotten when all of it has come back', async () => {
    for (let i = 0; i < 500; i++) await took(`client ${i}`, 1)
    expect(work.remembered).toBe(500)

    clock.millis += LIMITS.refill
    await took('another', 1)

    expect(work.remembered).toBe(1)
  })
})
