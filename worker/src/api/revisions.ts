import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Catalog, Dataset } from '../catalog/catalog'
import { revisionsOf } from '../catalog/revisions'
import type { Answer, AnswerColumn, JsonValue } from '../query/answer'
import { knownSince } from '../query/as-of'
import { ask, askArrow } from '../query/ask'
import { askRevisions, type RevisionsQuestion, withValues } from '../query/ask-revisions'
import {
  type Revised,
  revisedOf,
  type Revision,
  type RevisionKind,
  type RevisionSelection,
  revisionsSql,
} from '../query/revisions'
import { type App, datasetOf, inForce, refusals, routes, runsHere, TABLES, versionOf } from './app'
import { DatasetId, RevisionsAnswer, RevisionsRequest } from './contract'
import { csvOf } from './csv'
import { cursorOf } from './cursor'
import { Refusal } from './error'
import { type FormatName, formatOf, mediaType } from './format'
import { parquetOf } from './parquet'
import { asFile, linkNext, told } from './present'
import { limitsOf } from './query'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{dataset}/revisions',
  summary: 'List what was revised in a dataset',
  description:
    'What releases changed after a period was first published: from what to what, by which release, and where it was ' +
    'published, the newest first. As a file: revisions.csv, revisions.arrow, revisions.parquet.',
  tags: ['Rows'],
  request: { params: z.object({ dataset: DatasetId }), query: RevisionsRequest },
  responses: {
    200: {
      description: 'A page of revisions; none while nothing was revised',
      content: {
        'application/json': { schema: RevisionsAnswer },
        ...TABLES,
      },
    },
    304: { description: 'The catalogue is still that of If-None-Match' },
    ...refusals(400, 404, 406, 410, 413, 422, 429, 501, 503),
  },
})

/** `GET /api/datasets/:dataset/revisions`. */
export function revisions(app: App) {
  return routes().openapi(route, async (c) => {
    const asked = c.req.valid('query')
    const format = formatOf(asked.format, c.req.header('accept'), ['json', 'csv', 'arrow', 'parquet'])
    c.header('vary', 'accept')
    const wanted: RevisionSelection = { ...asked, kinds: [asked.kind].flat() as RevisionKind[] }
    const { since, until, kinds, release, column, filter } = wanted
    const selection = JSON.stringify([since, until, kinds, release, column, filter])
    const from = asked.cursor ? cursorOf(asked.cursor, selection) : { version: (await inForce(app)).version, offset: 0 }
    const catalog = await versionOf(app, from.version)
    const dataset = datasetOf(catalog, c.req.valid('param').dataset)
    const found = revisionsOf(catalog, dataset)
    if (!found) return none(c, app, catalog, dataset, format) as never
    const sql = revisionsSql(dataset, found, wanted, asked.limit + 1, from.offset)
    runsHere(app, c, sql)
    const known = notModified(c, app, from.version)
    if (known) return known as never

    const question = { sql, version: from.version, signal: c.req.raw.signal }
    if (format === 'arrow') {
      const answer = await askArrow(app.lake, question, limitsOf(asked.limit))
      linkNext(c, answer, from, selection)
      return asFile(c, answer, found.dataset, 'arrow', answer.arrow) as never
    }
    if (format === 'parquet') {
      const answer = await ask(app.lake, question, limitsOf(asked.limit))
      linkNext(c, answer, from, selection)
      return asFile(c, answer, found.dataset, format, parquetOf(found.columns, answer.rows)) as never
    }
    const asking: RevisionsQuestion = { ...question, dataset, revisions: found, wanted, offset: from.offset }
    const { answer, list } = await askRevisions(app.lake, asking, limitsOf(asked.limit))
    const next = linkNext(c, answer, from, selection)
    if (format === 'csv') {
      const body = csvOf(...lines(list, revisedOf(dataset)), asked.formulas === 'neutralise')
      return asFile(c, answer, found.dataset, format, body) as never
    }
    const whole = await withValues(app.lake, asking, list, limitsOf(asked.limit))
    return c.json({ ...about(c, catalog, dataset, found, whole, answer), ...next }, 200)
  })
}

function about(
  c: Context,
  catalog: Catalog,
  dataset: Dataset,
  found: Dataset | undefined,
  list: Revision[],
  answer: Answer | undefined,
) {
  return {
    version: catalog.version,
    dataset: dataset.dataset,
    revisions_dataset: found?.dataset ?? null,
    known_since: knownSince(dataset)?.toISOString() ?? null,
    revisions: list,
    receipt: answer ? told(c, answer, 'arrays').receipt : null,
  }
}

/** Nothing was revised: an answer that says since when it would be known. */
function none(c: Context, app: App, catalog: Catalog, dataset: Dataset, format: FormatName): Response {
  const known = notModified(c, app, catalog.version)
  if (known) return known
  if (format === 'json') {
    return c.json({ ...about(c, catalog, dataset, undefined, [], undefined), next: null, next_cursor: null }, 200)
  }
  if (format === 'csv') {
    c.header('content-type', mediaType('csv'))
    c.header('x-catalog-version', String(catalog.version))
    return c.body(csvOf(...lines([], revisedOf(dataset)), false))
  }
  throw new Refusal(
    404,
    'no_revisions',
    `Nothing of ${dataset.dataset} was revised, so there is no table of it`,
    'Ask for JSON or CSV, which can be empty.',
  )
}

/** A line for each value that changed, and one for each row or period that came or went. */
function lines(list: Revision[], { keys }: Revised): [AnswerColumn[], JsonValue[][]] {
  const names = ['revision', 'revised_at', 'release', 'kind', 'period_start', 'period_end', 'period_kind', ...keys]
  const columns = [...names, 'occurrence', 'column', 'before', 'after', 'file', 'sheet', 'row']
  const rows = list.flatMap((each) => {
    const changes = each.changes.length > 0 ? each.changes : [{ column: null, before: null, after: null }]
    const { start, end, kind } = each.period
    const which = [each.revision, each.revised_at, each.release, each.kind, start, end, kind]
    const { file, sheet, row } = each.after ?? { file: null, sheet: null, row: null }
    return changes.map(({ column, before, after }) => [
      ...which,
      ...keys.map((key) => each.key[key] ?? null),
      ...[each.occurrence, column, before, after, file?.name ?? null, sheet, row],
    ])
  })
  return [columns.map((name) => ({ name, type: NUMBERS.has(name) ? 'BIGINT' : 'VARCHAR' })), rows]
}

const NUMBERS = new Set(['revision', 'occurrence', 'row'])
