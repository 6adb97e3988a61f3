import type { Catalogs } from '../catalog/catalog'
import type { ObjectStore } from '../catalog/store'
import type { Answer, ArrowAnswer } from './answer'
import type { QueryEngine } from './engine'
import { AskError } from './error'
import type { Limits } from './limits'

/** Everything that a question is answered from. One an isolate, or one a page. */
export interface Lake {
  catalogs: Catalogs
  store: ObjectStore
  /** Starts the engine when it is first needed. */
  engine(): Promise<QueryEngine>
}

/**
 * @property sql one statement that reads; tables are the names of datasets, and `catalog`
 * @property version asks this catalogue version, while its parts live; otherwise the one in force
 * @property signal ends the work when nobody waits for it any more
 */
export interface Question {
  sql: string
  version?: number
  signal?: AbortSignal
}

/** Answers from one version of the catalogue. @throws AskError */
export async function ask(_lake: Lake, _question: Question, _limits: Limits): Promise<Answer> {
  throw new AskError(503, 'busy', 'SQL is not answered yet', 'Wait for the next version.')
}

/** As `ask`, with exact types. @throws AskError */
export async function askArrow(_lake: Lake, _question: Question, _limits: Limits): Promise<ArrowAnswer> {
  throw new AskError(503, 'busy', 'SQL is not answered yet', 'Wait for the next version.')
}
