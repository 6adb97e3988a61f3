import { describe, expect, it } from 'vitest'
import type { Period } from '../../web/api/types'
import { pathOf, type Series } from '../../web/chart/lines'
import { type Drawn, linesOf } from '../../web/dataset/chart-data'
import type { Result } from '../../web/ask/result'
import { completeOf } from '../../web/ask/complete'
import { drawingOf } from '../../web/sql/drawing'

/** The figures that are joined, as a visitor sees them: `1-2 4` is a stroke from 1 to 2, and 4 on its own. */
function strokes({ points }: Series): string {
  const path = pathOf(
    points,
    () => 0,
    (value) => value,
  )
  return path
    .replaceAll('.0', '')
    .replace(/[ML][\d.-]+ /g, (command) => (command.startsWith('M') ? ' ' : '-'))
    .trim()
}

const lastDay = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
const month = (text: string): Period => ({
  start: `${text}-01`,
  end: `${text}-${lastDay(text)}`,
  kind: 'month',
  rows: 1,
})
const on =
  (kind: string) =>
  (day: string): Period => ({ start: day, end: day, kind, rows: 1 })
const between = (kind: string, start: string, end: string): Period => ({ start, end, kind, rows: 1 })

/** A figure for each period: 1, 2, 3, ... */
function drawn(periods: Period[], key = 'a'): Drawn[] {
  return periods.map(({ start, end }, i) => ({ key, name: key, period: { start, end }, value: i + 1, n: 1 }))
}

const lineOf = (periods: Period[], frequency = '') => strokes(linesOf(drawn(periods), periods, frequency)[0]!)

describe('a line of a dataset', () => {
  it.each([
    ['months', ['2025-01', '2025-02', '2025-04'].map(month), '1-2 3'],
    ['months, of which more are missing than not', ['2025-01', '2025-03', '2025-05'].map(month), '1 2 3'],
    ['months over the end of February', ['2024-01', '2024-02', '2024-03'].map(month), '1-2-3'],
    ['days', ['2022-04-01', '2022-04-02', '2022-04-04'].map(on('day')), '1-2 3'],
    ['days of which every second is missing', ['2022-04-01', '2022-04-03', '2022-04-05'].map(on('day')), '1 2 3'],
    [
      'weeks, one of which ends on a Saturday',
      [
        between('week', '2025-02-03', '2025-02-08'),
        between('week', '2025-02-10', '2025-02-16'),
        between('week', '2025-02-24', '2025-03-02'),
      ],
      '1-2 3',
    ],
    [
      'quarters',
      [
        between('quarter', '2024-04-01', '2024-06-30'),
        between('quarter', '2024-10-01', '2024-12-31'),
        between('quarter', '2025-01-01', '2025-03-31'),
      ],
      '1 2-3',
    ],
    [
      'rolling quarters, which overlap',
      [
        between('range', '2024-02-01', '2024-04-30'),
        between('range', '2024-03-01', '2024-05-31'),
        between('range', '2024-07-01', '2024-09-30'),
      ],
      '1-2 3',
    ],
    [
      'rolling years, which overlap by eleven months',
      [
        between('range', '2023-04-01', '2024-03-31'),
        between('range', '2023-05-01', '2024-04-30'),
        between('range', '2023-07-01', '2024-06-30'),
      ],
      '1-2 3',
    ],
    [
      'rolling four weeks',
      [
        between('range', '2025-01-06', '2025-02-02'),
        between('range', '2025-01-13', '2025-02-09'),
        between('range', '2025-01-27', '2025-02-23'),
      ],
      '1-2 3',
    ],
    [
      'years to date, which begin together',
      [
        between('range', '2024-04-01', '2024-04-30'),
        between('range', '2024-04-01', '2024-05-31'),
        between('range', '2024-04-01', '2024-06-30'),
      ],
      '1-2-3',
    ],
    ['monthly snapshots', ['2022-06-01', '2022-07-01', '2022-09-01'].map(on('snapshot')), '1-2 3'],
    [
      'snapshots of a last Thursday',
      ['2025-01-30', '2025-02-27', '2025-03-27', '2025-04-24'].map(on('snapshot')),
      '1-2-3-4',
    ],
    ['yearly snapshots', ['2021-03-31', '2022-03-31', '2023-03-31', '2025-03-31'].map(on('snapshot')), '1-2-3 4'],
    [
      'two snapshots far apart, which may have had others between',
      ['2022-01-01', '2022-07-01'].map(on('snapshot')),
      '1 2',
    ],
  ])('joins %s only where none is missing', (_, periods, expected) => {
    expect(lineOf(periods)).toBe(expected)
  })

  it.each([
    ['month', ['2025-01-01', '2025-03-01', '2025-05-01'], '1 2 3'],
    ['quarter', ['2024-01-01', '2024-04-01'], '1-2'],
    ['quarter', ['2024-01-01', '2024-07-01'], '1 2'],
    ['quarter', ['2024-01-01', '2024-02-01', '2024-03-01', '2024-05-01'], '1-2-3 4'],
    ['year', ['2022-03-31', '2023-03-31', '2025-03-31'], '1-2 3'],
    ['week', ['2025-01-31', '2025-02-07', '2025-02-21'], '1-2 3'],
    ['day', ['2025-01-31', '2025-02-02'], '1 2'],
  ])('joins snapshots of releases by %s as often as these come: %j', (frequency, days, expected) => {
    expect(lineOf(days.map(on('snapshot')), frequency)).toBe(expected)
  })

  it('keeps a place for a period in which only others have a figure, or none has', () => {
    const periods = ['2025-01', '2025-02', '2025-03', '2025-04'].map(month)
    const [first, , third, fourth] = drawn(periods)
    const [line] = linesOf([first!, third!, fourth!], periods, 'month')

    expect(line!.points.map(({ label, value }) => [label, value])).toEqual([
      ['Jan 2025', 1],
      ['Feb 2025', null],
      ['Mar 2025', 3],
      ['Apr 2025', 4],
    ])
    expect(strokes(line!)).toBe('1 3-4')
  })

  it('distinguishes periods that begin on the same day', () => {
    const periods = [between('range', '2024-04-01', '2024-04-30'), between('range', '2024-04-01', '2024-06-30')]
    const [line] = linesOf(drawn(periods), periods, 'month')

    expect(line!.points.map(({ label, value }) => [label, value])).toEqual([
      ['Apr 2024', 1],
      ['Apr–Jun 2024', 2],
    ])
    expect(new Set(line!.points.map(({ x }) => x)).size).toBe(2)
  })
})

describe('a chart of a result', () => {
  const column = (name: string, type: string) => ({ name, type })
  const drawing = (columns: Result['columns'], rows: Result['rows']) =>
    drawingOf(completeOf({ columns, rows, truncated: false } as Result)!)
  const lines = (columns: Result['columns'], rows: Result['rows']) => {
    const found = drawing(columns, rows)
    return found?.form === 'lines' ? found.series.map(strokes) : found?.form
  }
  const WHEN = column('period_start', 'DATE')
  const N = column('n', 'BIGINT')
  const WHO = column('who', 'VARCHAR')

  it('joins months only where none is missing, with their ends or without', () => {
    const months = ['2025-01', '2025-02', '2025-04'].map(month)

    expect(
      lines(
        [WHEN, N],
        months.map(({ start }, i) => [start, i + 1]),
      ),
    ).toEqual(['1-2 3'])
    expect(
      lines(
        [WHEN, column('period_end', 'DATE'), N],
        months.map(({ start, end }, i) => [start, end, i + 1]),
      ),
    ).toEqual(['1-2 3'])
  })

  it('joins nothing over a period that only another name has', () => {
    const rows = [
      ['2025-01-01', 'a', 1],
      ['2025-01-01', 'b', 10],
      ['2025-02-01', 'b', 20],
      ['2025-03-01', 'a', 3],
      ['2025-03-01', 'b', 30],
    ]

    expect(lines([WHEN, WHO, N], rows)).toEqual(['1 3', '10-20-30'])
  })

  it('is no line where one name has several figures for one time', () => {
    const rows = [
      ['2025-01-01', 'a', 1],
      ['2025-01-01', 'a', 7],
      ['2025-02-01', 'a', 2],
    ]

    expect(lines([WHEN, WHO, N], rows)).toBe('bars')
    expect(
      lines(
        [WHEN, N],
        rows.map(([when, , n]) => [when!, n!]),
      ),
    ).toBeUndefined()
  })

  it('distinguishes times of one day', () => {
    const rows = ['09:00:00', '10:00:00', '12:00:00'].map((time, i) => [`2025-01-01T${time}`, i + 1])

    expect(lines([column('at', 'TIMESTAMP'), N], rows)).toEqual(['1-2 3'])
  })

  it('says how many bars it leaves out', () => {
    const rows = Array.from({ length: 50 }, (_, i) => [`name ${i}`, i === 0 ? null : i])
    const found = drawing([WHO, N], rows)

    expect(found?.title).toBe('n by who: the first 40 of 49 rows; 1 row without a figure')
    expect(found?.form === 'bars' && found.bars.length).toBe(40)
  })
})
