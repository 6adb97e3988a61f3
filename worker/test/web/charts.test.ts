import { beforeAll, describe, expect, it } from 'vitest'
import { DatasetAnswer } from '../../src/api/contract'
import { CATALOG_KEY, parseCatalog } from '../../src/catalog/catalog'
import { ask } from '../../src/query/ask'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { readRows } from '../../web/dataset/chart-data'
import { type AspectValue, aspectSql, chartSql, formsOf, heldAtFirst } from '../../web/dataset/chart-sql'
import { shapeOf } from '../../web/dataset/shape'
import { complete } from '../../web/ask/complete'
import type { Result } from '../../web/ask/result'
import { apiOver } from '../api/support'
import { lakeOver, OBJECTS } from '../lake'

const lake = lakeOver()
const api = apiOver()
const { datasets } = await parseCatalog(Uint8Array.from(OBJECTS[CATALOG_KEY] ?? []).buffer)

/** The engine starts slowly on a machine under load. */
beforeAll(() => lake.engine(), 60_000)

/** Every answer in pages of so few rows that most statements have several. */
async function inPages(sql: string) {
  return complete(async (page) => {
    const answer = await ask(lake, { sql: page }, { ...PUBLIC_LIMITS, rows: 40 })
    return { ...answer, version: answer.catalogVersion, millis: 0, where: 'server' } as unknown as Result
  }, sql)
}

describe('what the page asks to draw a dataset', () => {
  it.each(datasets.map(({ dataset }) => dataset))(
    'is answered, to its last row, for %s',
    async (id) => {
      const shape = shapeOf(DatasetAnswer.parse(await api.json(`/api/datasets/${id}`)))
      const values =
        shape.aspects.length > 0 && formsOf(shape).length > 0
          ? (await inPages(aspectSql(id, shape))).rows.map(
              ([aspect, value, words, n]) => ({ aspect, value, words, n }) as AspectValue,
            )
          : []

      for (const form of formsOf(shape)) {
        const [figure] = shape.figures
        const choice = { figure: figure!, form, held: heldAtFirst(shape, figure!, values), subjects: [] }
        const drawn = readRows(await inPages(chartSql(id, shape, choice)))
        const whole = await ask(lake, { sql: chartSql(id, shape, choice) }, { ...PUBLIC_LIMITS, rows: 10_000 })

        expect(drawn.length).toBe(whole.rowCount)
      }
    },
    60_000,
  )
})
