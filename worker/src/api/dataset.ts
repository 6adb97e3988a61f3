import { createRoute, z } from '@hono/zod-openapi'
import type {
  Catalog,
  Dataset,
  DatasetColumn as Column,
  Heading,
  Part,
  PeriodRows,
  PublishedFile,
  Release,
} from '../catalog/catalog'
import {
  cellsOf,
  coverage,
  day,
  headingsOf,
  identity,
  licenceOf,
  stages,
  statusColumn,
  typeName,
} from '../catalog/describe'
import { type App, datasetOf, inForce, originOf, refusals, routes } from './app'
import type { ColumnRole } from './contract'
import { DatasetAnswer, DatasetId, NoParameters } from './contract'
import { summary } from './datasets'
import { snippets } from './snippets'
import { notModified } from './version'

const route = createRoute({
  method: 'get',
  path: '/api/datasets/{dataset}',
  summary: 'Describe a dataset',
  description:
    'Columns, periods, releases with the files they came from, parts, freshness, licence, and snippets to copy. ' +
    'The ETag is the catalogue version.',
  tags: ['Datasets'],
  request: { params: z.object({ dataset: DatasetId }), query: NoParameters },
  responses: {
    200: { description: 'All that is known of it', content: { 'application/json': { schema: DatasetAnswer } } },
    304: { description: 'The catalogue is still that of If-None-Match' },
    ...refusals(400, 404, 429, 503),
  },
})

/** `GET /api/datasets/:dataset`: all that the catalogue says of one. */
export function dataset(app: App) {
  return routes().openapi(route, async (c) => {
    const catalog = await inForce(app)
    const found = datasetOf(catalog, c.req.valid('param').dataset)
    const known = notModified(c, app, catalog.version)
    if (known) return known as never
    return c.json(description(catalog, found, originOf(c)), 200)
  })
}

function description(catalog: Catalog, found: Dataset, origin: string): z.infer<typeof DatasetAnswer> {
  const { parts, columns, releases, licence, ...head } = summary(found, origin)
  return {
    ...head,
    catalog_version: catalog.version,
    licence: licenceOf(found),
    columns: found.columns.map((column) => described(found, column)),
    marks: found.marks ?? [],
    identity: identity(found),
    periods: coverage(found).map(period),
    releases: found.releases.map((each) => release(each, found)),
    parts: found.parts.map((each) => part(each, origin)),
    file: found.file ? `${origin}/files/${found.file}` : null,
    freshness: stages(found).map((stage) => ({ ...stage, at: stage.at.toISOString() })),
    snippets: snippets(found, origin),
  }
}

function described(found: Dataset, column: Column) {
  return {
    name: column.name,
    type: typeName(column),
    role: column.role.toLowerCase() as z.infer<typeof ColumnRole>,
    unit: column.unit,
    description: column.description,
    status_column: statusColumn(found, column),
    headings: headingsOf(found, column).map(heading),
  }
}

function heading(each: Heading) {
  return { text: each.text, release: each.release, file: each.file, sheet: each.sheet, cells: cellsOf(each) }
}

function period({ start, end, kind, rows }: PeriodRows) {
  return { start: day(start), end: day(end), kind, rows: Number(rows) }
}

function release(each: Release, found: Dataset) {
  return {
    release: each.release,
    period_start: day(each.period_start),
    period_end: day(each.period_end),
    vintage: each.vintage,
    page: each.page,
    manifest_version: each.manifest_version,
    version: Number(each.version ?? found.version),
    committed_at: each.committed_at.toISOString(),
    published_at: (each.published_at ?? found.changed_at).toISOString(),
    files: each.files.map(file),
    earlier_files: (each.earlier_files ?? []).map(file),
  }
}

function file({ digest, name, url, bytes, fetched_at }: PublishedFile) {
  return { digest, name, url, bytes: Number(bytes), fetched_at: fetched_at.toISOString() }
}

function part(each: Part, origin: string) {
  return {
    key: each.key,
    url: `${origin}/files/${each.key}`,
    rows: Number(each.rows),
    bytes: Number(each.bytes),
    sha256: each.sha256,
    periods: each.periods.map(period),
  }
}
