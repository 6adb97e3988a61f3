import { beforeAll, describe, expect, it } from 'vitest'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { ask } from '../../src/query/ask'
import type { Datasets } from '../../web/api/types'
import { listed } from '../../web/api/datasets'
import { complete, completeOf } from '../../web/ask/complete'
import type { Result } from '../../web/ask/result'
import { lakeOver } from '../lake'

const lake = lakeOver()

/** The engine starts slowly on a machine under load. */
beforeAll(() => lake.engine(), 60_000)

/** A server that gives so many rows for a question. */
function server(rows: number) {
  return async (sql: string): Promise<Result> => {
    const answer = await ask(lake, { sql }, { ...PUBLIC_LIMITS, rows })
    return { ...answer, version: answer.catalogVersion, millis: 0, where: 'server' } as unknown as Result
  }
}

const DAILY = `SELECT period_start, period_end, org_name AS key, sum(remaining) AS value FROM discharge_daily_remaining
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`

describe('what is drawn, ranked or added up', () => {
  it('has every row of a daily series, however few the server gives at once', async () => {
    const all = await server(10_000)(DAILY)
    const { rows } = await complete(server(100), DAILY)

    expect(all.rows.length).toBe(671)
    expect(rows).toEqual(all.rows)
    expect(String(rows.at(-1)![0])).toBe('2022-12-31')
  })

  it('is never an answer that lacks rows', async () => {
    expect(completeOf(await server(100)(DAILY))).toBeUndefined()
    expect(completeOf(await server(1000)(DAILY))?.rows.length).toBe(671)
  })

  it('is not shown, and the page says so, when there is too much of it', async () => {
    const endless = async (): Promise<Result> =>
      ({ columns: [], rows: Array.from({ length: 10_000 }, () => [1]), truncated: true, version: 1 }) as never

    await expect(complete(endless, 'SELECT 1')).rejects.toThrow(
      'This is not shown: there are more than 50,000 figures, and a part of them would mislead',
    )
  })

  it('comes from one version of the catalogue', async () => {
    let version = 0
    const moving = async (): Promise<Result> =>
      ({ columns: [], rows: [[1]], truncated: version < 5, version: ++version }) as never

    await expect(complete(moving, 'SELECT 1')).rejects.toThrow('version 1 and from version 2')
  })
})

describe('the list of datasets', () => {
  const page = (version: number, first: number, next: boolean): Datasets =>
    ({ version, total: 3, datasets: [{ dataset: `d${first}` }], next: next ? 'more' : null }) as Datasets

  it('is read to its end, so that sums are of all that is counted', async () => {
    const { datasets } = await listed(async (offset) => page(7, offset, offset < 2))

    expect(datasets.map(({ dataset }) => dataset)).toEqual(['d0', 'd1', 'd2'])
  })

  it('is restarted when the catalogue changes while it is read', async () => {
    const asked: number[] = []
    const { version } = await listed(async (offset) => {
      asked.push(offset)
      return page(asked.length < 2 ? 7 : 8, offset, offset < 2)
    })

    expect(version).toBe(8)
    expect(asked).toEqual([0, 1, 0, 1, 2])
  })
})
