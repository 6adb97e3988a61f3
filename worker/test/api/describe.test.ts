import { describe, expect, it } from 'vitest'
import { cellsOf } from '../../src/catalog/describe'

function cells(sheet_column: number, first_row: number, last_row = first_row): string {
  return cellsOf({ column: 'c', text: 't', release: 'r', file: 'f', sheet: 's', sheet_column, first_row, last_row })
}

describe('the cells of a heading', () => {
  it('are named as spreadsheets name them', () => {
    expect([1, 26, 27, 52, 53, 702, 703, 16_384].map((column) => cells(column, 1))).toEqual([
      'A1',
      'Z1',
      'AA1',
      'AZ1',
      'BA1',
      'ZZ1',
      'AAA1',
      'XFD1',
    ])
  })

  it('are a range for headings of several rows', () => {
    expect(cells(4, 14, 16)).toBe('D14:D16')
  })
})
