import { CASTS } from './casts'
import { DATES } from './dates'
import type { Difference } from './difference'
import { LISTS } from './lists'
import { NUMBERS } from './numbers'
import { TEXTS } from './texts'

/** Where the engine differs from DuckDB of today, by chapter. */
export const DIFFERENCES: Readonly<Record<string, readonly Difference[]>> = {
  'Casts and types': CASTS,
  'Dates and times': DATES,
  Numbers: NUMBERS,
  'Texts, and values of several types': TEXTS,
  'Lists and functions of them': LISTS,
}
