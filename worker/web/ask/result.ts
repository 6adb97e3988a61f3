import type { Receipt, Value } from '../api/types'

/** An answer to SQL, wherever it was worked out. */
export interface Result {
  columns: { name: string; type: string }[]
  rows: Value[][]
  truncated: boolean
  version: number
  bytesRead: number
  millis: number
  where: 'browser' | 'server'
  receipt: Receipt
}
