import { describe, expect, it } from 'vitest'
import type { Column } from '../../web/api/types'
import { captionOf, type Drawn } from '../../web/dataset/chart-data'
import type { Choice } from '../../web/dataset/chart-sql'
import type { Shape } from '../../web/dataset/shape'

const figure = { name: 'beds', description: 'Beds that are open; at midnight' } as Column
const shape = {
  figures: [figure],
  subject: { key: 'org_code' },
  periods: [{ start: '2025-03-01', end: '2025-03-31', kind: 'month', rows: 9 }],
} as unknown as Shape
const things = (many: number): Drawn[] =>
  Array.from({ length: many }, (_, i) => ({ key: `R${i}`, name: `Trust ${i}`, value: i, n: 1 }))
const caption = (form: Choice['form'], drawn?: Drawn[]) =>
  captionOf(shape, [], { form, figure, held: {}, subjects: [] }, drawn)

describe('the caption of a chart', () => {
  it.each([
    ['time', 6, 'the 6 highest of Mar 2025 over time'],
    ['time', 3, 'all 3 of Mar 2025 over time'],
    ['time', 1, 'the only one of Mar 2025 over time'],
    ['ranking', 20, 'the 20 highest in Mar 2025'],
    ['ranking', 7, 'all 7 in Mar 2025'],
  ] as const)('of %s with %d things says %s', (form, many, words) => {
    expect(caption(form, things(many))).toBe(`Beds that are open: ${words}`)
  })

  it('counts a thing once, however many of its periods are drawn', () => {
    expect(caption('time', [...things(3), ...things(3)])).toContain('all 3 of')
  })

  it('names no number before there is an answer, nor where no figure is published', () => {
    expect(caption('ranking')).toBe('Beds that are open: the highest in Mar 2025')
    expect(caption('ranking', [])).toBe(caption('ranking'))
  })
})
