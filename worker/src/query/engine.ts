import type { Table } from 'apache-arrow'
import type { ObjectStore } from '../catalog/store'
import type { Catalog, Dataset } from '../catalog/catalog'
import type { AsOf } from './as-of'
import type { AnswerColumn } from './answer'
import type { Limits } from './limits'

/** Executes SQL over the parts of a catalogue. The Worker and the browser run the same one. */
export interface QueryEngine {
  /**
   * Executes one statement that the guard has let through. Calls may overlap; they are executed one after the other.
   *
   * @throws AskError when the statement has no answer within its limits
   */
  execute(statement: Statement): Promise<Executed>
}

/**
 * A statement that the guard has let through.
 *
 * @property names in lower case, every name in it; those of datasets are tables
 * @property datasets those that it names
 * @property asOf names of datasets mean what the public saw then; otherwise, and always `catalog`, what is published now
 * @property signal ends the work when its answer is no longer wanted
 */
export interface Statement {
  sql: string
  verb: 'select' | 'describe' | 'summarize'
  names: ReadonlySet<string>
  catalog: Catalog
  datasets: Dataset[]
  asOf?: AsOf | undefined
  store: ObjectStore
  limits: Limits
  signal?: AbortSignal | undefined
}

/** @property parts by dataset, the keys of those that could hold an answer */
export interface Executed {
  table: Table
  columns: AnswerColumn[]
  truncated: boolean
  bytesRead: number
  parts: Map<string, string[]>
}
