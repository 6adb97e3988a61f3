import type { Receipt } from './receipt'

/** What JSON can say; `arrow.ts` has the whole mapping. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue }

/** A column of an answer. Two may have the same name. */
export interface AnswerColumn {
  name: string
  /** As DuckDB writes it: `BIGINT`, `DECIMAL(18,4)`, `VARCHAR[]`, `STRUCT(a DATE)`. */
  type: string
}

/** What every form of an answer says about itself. */
export interface AnswerHead {
  catalogVersion: number
  columns: AnswerColumn[]
  /** Rows in the answer. */
  rowCount: number
  /** There are more rows than were answered. */
  truncated: boolean
  /** From the store, for this answer: what was in memory already does not count. */
  bytesRead: number
  receipt: Receipt
}

/** An answer as values, each row in the order of the columns. */
export interface Answer extends AnswerHead {
  rows: JsonValue[][]
}

/** An answer as an Arrow IPC stream, with exact types. */
export interface ArrowAnswer extends AnswerHead {
  arrow: Uint8Array
}

/** Columns whose names differ, so that each has its place in an object: the second `n` is `n_2`. */
export function distinct(columns: AnswerColumn[]): AnswerColumn[] {
  const taken = new Set<string>()
  return columns.map(({ name, type }) => {
    let free = name
    for (let n = 2; taken.has(free); n++) free = `${name}_${n}`
    taken.add(free)
    return { name: free, type }
  })
}
