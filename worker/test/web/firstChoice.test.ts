import { describe, expect, it } from 'vitest'
import { chartSql } from '../../web/dataset/chart-sql'
import { startOf } from '../../web/dataset/first-choice'
import { shapeOf } from '../../web/dataset/shape'
import type { Column, Dataset } from '../../web/api/types'
import type { Lake } from '../../src/query/ask'
import { apiOver } from '../api/support'
import { lakeOver } from '../lake'
import { patientWideLake } from '../query/wideLake'

const PATIENTLY = { timeout: 180_000 }

/** The chart that the page of a dataset begins with. */
async function chartOf(lake: Lake, name: string, has: (column: Column) => boolean = () => true) {
  const api = apiOver(lake.store, { lake })
  const ask = async (sql: string) => {
    const answer = await api.json<{ rows: unknown[][] }>(`/api/query?shape=arrays&sql=${encodeURIComponent(sql)}`)
    expect(answer).not.toHaveProperty('error')
    return answer as never
  }
  const dataset = await api.json<Dataset>(`/api/datasets/${name}`)
  const shape = shapeOf({ ...dataset, columns: dataset.columns.filter(has) })
  const { choice } = await startOf(name, shape, ask)
  const { rows } = (await ask(chartSql(name, shape, choice))) as { rows: unknown[][] }
  return { figure: choice.figure.name, held: choice.held, drawn: rows.length }
}

describe('the first chart of a dataset', PATIENTLY, () => {
  it('is of the first figure that is published for what it holds, of 108', async () => {
    expect(await chartOf(await patientWideLake(), 'waits')).toEqual({
      figure: 'total_all',
      held: { part_type: 'Part_2', treatment_function_code: 'C_999' },
      drawn: expect.toSatisfy((drawn: number) => drawn > 1),
    })
  })

  it('holds other values where no figure is published for the first', async () => {
    const isFigure = ({ name, role }: Column) => role === 'measure' && name !== 'total'
    const { figure, held, drawn } = await chartOf(await patientWideLake(), 'waits', (column) => !isFigure(column))

    expect([figure, held.part_type]).toEqual(['total', 'Part_1A'])
    expect(drawn).toBeGreaterThan(1)
  })

  it.each(['ae_provider', 'rtt_pathways', 'sickness_absence_organisation'])('shows figures of %s', async (name) => {
    expect((await chartOf(lakeOver(), name)).drawn).toBeGreaterThan(0)
  })
})
