import type { Dataset } from '../catalog/catalog'
import { REVISION } from '../catalog/revisions'
import { ask, type Lake, type Question } from './ask'
import type { Limits } from './limits'
import {
  revisedOf,
  type Revision,
  type RevisionKind,
  revisionsIn,
  type RevisionSelection,
  revisionsSql,
} from './revisions'

/** Which revisions of a dataset, in one version of the catalogue. @property revisions the dataset that holds them */
export interface RevisionsQuestion extends Omit<Question, 'sql'> {
  dataset: Dataset
  revisions: Dataset
  wanted: RevisionSelection
  offset: number
}

/**
 * Revisions without whole rows: most need few columns, however many their dataset has.
 *
 * @param limits have the rows of a page; one more is read, to know whether there are more
 */
export async function askRevisions(lake: Lake, question: RevisionsQuestion, limits: Limits) {
  const { dataset, revisions, wanted, offset } = question
  const values = new Set(revisedOf(dataset).values)
  const columns = revisions.columns.map(({ name }) => name).filter((name) => !values.has(name))
  const sqlOf = (of: RevisionSelection) => revisionsSql(dataset, revisions, of, limits.rows + 1, offset)
  const answer = await ask(lake, { ...question, sql: sqlOf({ ...wanted, columns: columns.join(',') }) }, limits)
  const receipt = { ...answer.receipt, sql: sqlOf(wanted) }
  return { answer: { ...answer, receipt }, list: revisionsIn(answer, revisedOf(dataset)) }
}

const ROWS_CAME_OR_WENT = new Set<RevisionKind>(['added', 'removed'])

/** The same revisions, with what rows say that were added or removed. @param list the newest first, without gaps */
export async function withValues(
  lake: Lake,
  { dataset, revisions, wanted, ...question }: RevisionsQuestion,
  list: Revision[],
  limits: Limits,
): Promise<Revision[]> {
  const some = list.filter(({ kind }) => ROWS_CAME_OR_WENT.has(kind))
  const [first, last] = [some[0], some.at(-1)]
  if (!first || !last) return list
  const between = [`${REVISION.number}:lte:${first.revision}`, `${REVISION.number}:gte:${last.revision}`]
  const filter = [...between, ...[wanted.filter ?? []].flat()]
  const kinds = wanted.kinds.filter((kind) => ROWS_CAME_OR_WENT.has(kind))
  const sql = revisionsSql(dataset, revisions, { ...wanted, kinds, filter }, some.length, 0)
  const whole = revisionsIn(await ask(lake, { ...question, sql }, limits), revisedOf(dataset))
  const values = new Map(whole.map((each) => [each.revision, each.values]))
  return list.map((each) => ({ ...each, values: values.get(each.revision) ?? null }))
}
