import { type Table, tableToIPC } from 'apache-arrow'
import type { Catalog, Catalogs } from '../catalog/catalog'
import type { ObjectStore } from '../catalog/store'
import type { Answer, AnswerHead, ArrowAnswer } from './answer'
import { rowsOf } from './arrow'
import { type AsOf, checkPublishedBy } from './as-of'
import type { Executed, QueryEngine } from './engine'
import { answerTooLarge, AskError, PartGone } from './error'
import { type GuardedStatement, guard } from './guard'
import type { Limits } from './limits'
import { receiptOf } from './receipt'

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
 * @property without so many parts at the beginning of each dataset
 * @property asOf asks what the public saw then, as that version has it
 * @property signal ends the work when its answer is no longer wanted
 */
export interface Question {
  sql: string
  version?: number | undefined
  without?: number | undefined
  asOf?: AsOf | undefined
  signal?: AbortSignal | undefined
}

/** Answers from one version of the catalogue. @throws AskError */
export async function ask(lake: Lake, question: Question, limits: Limits): Promise<Answer> {
  const { head, executed } = await execute(lake, question, limits)
  const rows = rowsOf(executed.table)
  if (JSON.stringify(rows).length > limits.answerBytes) throw answerTooLarge(limits.answerBytes)
  return { ...head, rows }
}

/** As `ask`, with exact types. @throws AskError */
export async function askArrow(lake: Lake, question: Question, limits: Limits): Promise<ArrowAnswer> {
  const { head, executed } = await execute(lake, question, limits)
  return { ...head, arrow: tableToIPC(executed.table, 'stream') }
}

/** As `ask`, with rows as the engine has them. @throws AskError */
export async function askTable(lake: Lake, question: Question, limits: Limits): Promise<AnswerHead & { table: Table }> {
  const { head, executed } = await execute(lake, question, limits)
  return { ...head, table: executed.table }
}

async function execute(
  lake: Lake,
  question: Question,
  limits: Limits,
): Promise<{ head: AnswerHead; executed: Executed }> {
  const statement = guard(question.sql, limits)
  try {
    return await executeOn(await catalogOf(lake, question.version), lake, statement, question, limits)
  } catch (error) {
    if (!(error instanceof PartGone)) throw error
  }
  // The version has been replaced, and its parts are gone: the one in force has its own.
  try {
    return await executeOn(await catalogOf(lake, question.version), lake, statement, question, limits)
  } catch (error) {
    if (!(error instanceof PartGone)) throw error
    throw goneOrUnreadable(error, question.version)
  }
}

async function executeOn(
  catalog: Catalog,
  lake: Lake,
  statement: GuardedStatement,
  { asOf, signal, without = 0 }: Question,
  limits: Limits,
): Promise<{ head: AnswerHead; executed: Executed }> {
  const named = catalog.datasets.filter((dataset) => statement.names.has(dataset.dataset))
  const datasets = named.map((each) => (without > 0 ? { ...each, parts: each.parts.slice(without) } : each))
  if (asOf) checkPublishedBy(asOf, datasets)
  const engine = await lake.engine()
  const executed = await engine.execute({ ...statement, catalog, datasets, asOf, store: lake.store, limits, signal })
  const head = {
    catalogVersion: catalog.version,
    columns: executed.columns,
    rowCount: executed.table.numRows,
    truncated: executed.truncated,
    bytesRead: executed.bytesRead,
    receipt: receiptOf({ sql: statement.sql, asOf }, catalog, executed.parts),
  }
  return { head, executed }
}

async function catalogOf(lake: Lake, version: number | undefined): Promise<Catalog> {
  const latest = await lake.catalogs.latest()
  if (!latest) {
    throw new AskError(
      503,
      'nothing_published',
      'Nothing is published yet',
      'Try again in a minute; ./datawarp status says more.',
    )
  }
  if (version === undefined) return latest
  if (version > latest.version) {
    throw new AskError(404, 'unknown_version', `There is no version ${version} yet`, `The newest is ${latest.version}.`)
  }
  const catalog = await lake.catalogs.version(version)
  if (!catalog) throw gone(version, `The newest is ${latest.version}.`)
  return catalog
}

function gone(version: number, newest = ''): AskError {
  return new AskError(
    410,
    'version_gone',
    `Version ${version} is no longer kept`,
    `Ask without a version. ${newest}`.trim(),
  )
}

function goneOrUnreadable(error: PartGone, version: number | undefined): AskError {
  if (version !== undefined) return gone(version)
  console.error(`The catalogue names ${error.message}, which the store does not have`)
  return new AskError(
    502,
    'unreadable_part',
    'A published part is missing',
    'Try again; if it lasts, tell the operator.',
  )
}
