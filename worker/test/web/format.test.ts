import { describe, expect, it } from 'vitest'
import { bytes, figure, short } from '../../web/format/numbers'
import { period, range } from '../../web/format/periods'
import { ago, duration } from '../../web/format/times'

describe('a period', () => {
  it.each([
    ['2025-03-01', '2025-03-31', 'month', 'Mar 2025'],
    ['2024-04-01', '2025-03-31', 'year', '2024-25'],
    ['1999-04-01', '2000-03-31', 'year', '1999-00'],
    ['2019-01-01', '2019-12-31', 'year', '2019'],
    ['2024-04-01', '2024-06-30', 'quarter', 'Apr–Jun 2024'],
    ['2024-12-01', '2025-02-28', 'range', 'Dec 2024 – Feb 2025'],
    ['2025-02-03', '2025-02-09', 'week', '3–9 Feb 2025'],
    ['2025-01-27', '2025-02-02', 'week', '27 Jan – 2 Feb 2025'],
    ['2025-01-05', '2025-01-05', 'day', '5 Jan 2025'],
  ])('from %s to %s, a %s, is written %s', (start, end, kind, text) => {
    expect(period({ start, end, kind })).toBe(text)
  })

  it('keeps the days of a range that does not end with a month', () => {
    expect(range('2022-04-01', '2022-04-03')).toBe('1–3 Apr 2022')
  })
})

describe('a figure', () => {
  it.each([
    [1234567, '1,234,567'],
    [-12.5, '−12.5'],
    ['123456789012345678.25', '123,456,789,012,345,678.25'],
    ['NaN', 'NaN'],
    [0.0001, '0.0001'],
  ])('%s is written %s, with every digit that was published', (value, text) => {
    expect(figure(value)).toBe(text)
  })

  it('is short on an axis', () => {
    expect([0, 2500, 40_000, 1_250_000].map(short)).toEqual(['0', '2,500', '40k', '1.25m'])
  })
})

it('says sizes and times as people do', () => {
  expect([1, 999, 16_900, 4_180_000].map(bytes)).toEqual(['1 byte', '999 bytes', '17 kB', '4.2 MB'])
  expect([250, 4200, 90_000, 600_000].map(duration)).toEqual(['250 ms', '4.2 s', '90 s', '10 min'])
  const now = Date.parse('2025-04-10T12:00:00Z')
  expect(ago('2025-04-10T11:57:00Z', now)).toBe('3 minutes ago')
  expect(ago('2025-04-10T11:59:58Z', now)).toBe('just now')
  expect(ago('2025-04-24T09:30:00Z', now)).toBe('in 2 weeks')
})
