import type { Answer } from '../../src/query/answer'

/* What the page and the worker that has the engine say to each other. */

export type Request =
  | { id: number; kind: 'ask'; sql: string; version?: number; asOf?: string }
  | { id: number; kind: 'schema' }
  | { id: number; kind: 'cancel' }

/** Why there is no answer; what a `Problem` is made of. */
export interface Failure {
  status: number
  code: string
  message: string
  advice: string
  details: Readonly<Record<string, unknown>>
}

export type Reply =
  | { id: number; kind: 'answer'; answer: Answer }
  | { id: number; kind: 'schema'; schema: TableSchema[] }
  | { id: number; kind: 'failure'; failure: Failure }

/** A dataset as the editor and the list of tables need it. */
export interface TableSchema {
  dataset: string
  title: string
  rows: number
  columns: { name: string; type: string; role: string; unit: string; description: string }[]
}
