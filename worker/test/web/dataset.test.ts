import { describe, expect, it } from 'vitest'
import type { Column, Dataset } from '../../web/api/types'
import { spread, ticks } from '../../web/chart/scale'
import { chartSql, formsOf, heldAtFirst } from '../../web/dataset/chart-sql'
import { read, rowsAddress, viewOf, written } from '../../web/dataset/query'
import { shapeOf } from '../../web/dataset/shape'
import { hashOf, sharedIn } from '../../web/ask/share'

function column(name: string, role: Column['role'], type = 'TEXT', unit = ''): Column {
  return { name, role, type, unit, description: '', status_column: null, headings: [] }
}

function dataset(columns: Column[], months = ['2025-03', '2025-04']): Dataset {
  const periods = months.map((month) => ({ start: `${month}-01`, end: `${month}-30`, kind: 'month', rows: 2 }))
  return { dataset: 'd', columns, periods } as Dataset
}

const WAITS = dataset([
  column('provider_code', 'key'),
  column('provider_name', 'dimension'),
  column('specialty_code', 'key'),
  column('specialty_name', 'dimension'),
  column('waiting', 'measure', 'INTEGER', 'pathways'),
  column('share', 'measure', 'DECIMAL(6,2)', '%'),
])

describe('the shape of a dataset', () => {
  it('finds what figures are about, and in what else rows differ', () => {
    const shape = shapeOf(WAITS)

    expect(shape.subject?.key.name).toBe('provider_code')
    expect(shape.subject?.label.name).toBe('provider_name')
    expect(shape.aspects.map(({ key, label }) => [key.name, label.name])).toEqual([
      ['specialty_code', 'specialty_name'],
    ])
    expect(shape.figures.map(({ name }) => name)).toEqual(['waiting', 'share'])
  })

  it('draws a ranking only where there is one period, and nothing where there is no figure', () => {
    expect(formsOf(shapeOf(dataset(WAITS.columns, ['2025-03'])))).toEqual(['ranking'])
    expect(formsOf(shapeOf(dataset([column('org_code', 'key')])))).toEqual([])
  })
})

describe('a chart', () => {
  const shape = shapeOf(WAITS)
  const value = (text: string, words = text) => ({ aspect: 'specialty_code', value: text, words, n: 1 })

  it('holds a published total rather than adding up what may overlap', () => {
    expect(heldAtFirst(shape, shape.figures[0]!, [value('C_110'), value('C_999', 'Total')])).toEqual({
      specialty_code: 'C_999',
    })
  })

  it('never adds up percentages', () => {
    const many = Array.from({ length: 60 }, (_, i) => value(`C_${i}`))
    const choice = {
      form: 'ranking' as const,
      figure: shape.figures[1]!,
      held: heldAtFirst(shape, shape.figures[1]!, many),
      subjects: [],
    }

    expect(choice.held).toEqual({ specialty_code: 'C_0' })
    expect(chartSql('d', shape, choice)).not.toContain('sum(')
  })

  it('quotes all names and values', () => {
    const choice = {
      form: 'ranking' as const,
      figure: shape.figures[0]!,
      held: { specialty_code: "x' OR '1'='1" },
      subjects: [],
    }

    expect(chartSql('d', shape, choice)).toContain(`"specialty_code" = 'x'' OR ''1''=''1'`)
  })
})

describe('the rows that an address describes', () => {
  it('are those of the newest period when it says nothing', () => {
    expect(viewOf('', WAITS).filters.map(written)).toEqual(['period_start:eq:2025-04-01', 'period_end:eq:2025-04-30'])
  })

  it('come back as they were shared, colons and all', () => {
    const view = viewOf('?filter=name:contains:A:E&order=waiting:desc', WAITS)

    expect(view.filters).toEqual([read('name:contains:A:E')])
    expect(view.order).toEqual({ column: 'waiting', down: true })
    expect(rowsAddress('d', ['waiting'], view)).toContain('filter=name%3Acontains%3AA%3AE&order=waiting%3Adesc')
  })
})

it('shares a query behind the #, where no server sees it', () => {
  const sql = `SELECT '#&=+% é' AS "ä"\nFROM d`

  expect(sharedIn(hashOf(sql, 42))).toEqual({ sql, version: 42 })
  expect(sharedIn('#sql=')).toBeUndefined()
})

it('puts round numbers on an axis and keeps labels apart', () => {
  expect(ticks(0, 38_000)).toEqual([0, 10_000, 20_000, 30_000, 40_000])
  expect(ticks(-3, 7)).toEqual([-4, -2, 0, 2, 4, 6, 8])
  expect(spread([100, 102, 101], 10, 200)).toEqual([100, 120, 110])
  expect(spread([195, 196], 10, 200)).toEqual([190, 200])
})
