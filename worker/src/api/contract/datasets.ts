import { z } from '@hono/zod-openapi'
import { Count, DatasetId, Day, Instant, Sha256, Version } from './common'

export const DatasetsRequest = z.strictObject({
  q: z
    .string()
    .max(200)
    .optional()
    .openapi({ description: 'Words that all occur in names, titles, descriptions or columns' }),
  publication: z.string().max(100).optional().openapi({ example: 'ae-monthly' }),
  period_kind: z.string().max(40).optional().openapi({ example: 'month' }),
  changed_since: z
    .union([z.iso.datetime({ offset: true }), z.iso.date()])
    .optional()
    .openapi({ description: 'Only datasets that changed at this time or later', example: '2025-04-01' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
})

export const DatasetSummary = z
  .object({
    dataset: DatasetId,
    title: z.string(),
    description: z.string(),
    publication: z.string().openapi({ example: 'ae-monthly' }),
    publication_title: z.string(),
    publisher: z.string().openapi({ example: 'NHS England' }),
    licence: z.string().openapi({ description: 'SPDX identifier', example: 'OGL-UK-3.0' }),
    landing_page: z.string(),
    frequency: z.string().openapi({ description: 'How often there is a release', example: 'month' }),
    version: Version.openapi({ description: 'Catalogue version in which the dataset last changed' }),
    changed_at: Instant,
    rows: Count,
    bytes: Count,
    parts: Count.openapi({ description: 'How many' }),
    columns: Count.openapi({ description: 'How many' }),
    releases: Count.openapi({ description: 'How many' }),
    latest_release: z
      .string()
      .nullable()
      .openapi({ description: 'The release about the latest period', example: '2025-03' }),
    newest_release: z.string().nullable().openapi({
      description: 'The release that arrived last, of any period; `freshness` is about it',
      example: '2024-11',
    }),
    period_kinds: z.array(z.string()).openapi({ example: ['month'] }),
    first_period: Day.nullable().openapi({ description: 'First day of the first period' }),
    last_period: Day.nullable().openapi({ description: 'Last day of the last period' }),
    covered: z
      .array(z.object({ start: Day, end: Day }))
      .openapi({ description: 'The times that its periods cover without a gap' }),
    url: z.string().openapi({ description: 'Its metadata' }),
  })
  .openapi('DatasetSummary')

export const DatasetsAnswer = z
  .object({
    version: Version,
    committed_at: Instant,
    total: Count.openapi({ description: 'How many match, on all pages' }),
    datasets: z.array(DatasetSummary),
    next: z.string().nullable().openapi({ description: 'The next page; null on the last' }),
  })
  .openapi('Datasets')

export const ColumnRole = z.enum(['period', 'key', 'dimension', 'measure', 'attribute', 'status', 'origin'])

export const PublishedHeading = z
  .object({
    text: z.string().openapi({ description: 'As published, its levels joined by " / "' }),
    release: z.string().openapi({ description: 'The latest that has it', example: '2025-03' }),
    file: Sha256,
    sheet: z.string(),
    cells: z.string().openapi({ description: 'Its place in the sheet', example: 'D14:D16' }),
  })
  .openapi('PublishedHeading')

export const Column = z
  .object({
    name: z.string(),
    type: z.string().openapi({ description: 'TEXT, INTEGER, NUMBER, DECIMAL(p,s), BOOLEAN, DATE, TIMESTAMP' }),
    role: ColumnRole,
    unit: z.string().openapi({ description: 'Empty when it has none' }),
    description: z.string(),
    status_column: z.string().nullable().openapi({ description: "Keeps the mark that stood in a figure's place" }),
    headings: z.array(PublishedHeading).openapi({
      description:
        'Under which it was published, the latest first; none where a table has no headings or names it in a row',
    }),
  })
  .openapi('Column')

export const Period = z
  .object({ start: Day, end: Day, kind: z.string().openapi({ example: 'month' }), rows: Count })
  .openapi('Period')

export const SourceFile = z
  .object({ digest: Sha256, name: z.string(), url: z.string(), bytes: Count, fetched_at: Instant })
  .openapi('SourceFile')

export const Release = z
  .object({
    release: z.string().openapi({ example: '2025-03' }),
    period_start: Day,
    period_end: Day,
    vintage: z.string().openapi({ description: 'provisional, final, revised; empty when the publisher says nothing' }),
    page: z.string().openapi({ description: 'Where it was published' }),
    manifest_version: z.string(),
    version: Version.openapi({ description: 'Catalogue version that brought it' }),
    committed_at: Instant.openapi({ description: 'When all its checks had passed and it was promoted' }),
    published_at: Instant.openapi({ description: 'When that catalogue version was made' }),
    files: z.array(SourceFile),
    earlier_files: z
      .array(SourceFile)
      .openapi({ description: 'Files from before it was issued again: rows that did not change since name these' }),
  })
  .openapi('Release')

export const Part = z
  .object({ key: z.string(), url: z.string(), rows: Count, bytes: Count, sha256: Sha256, periods: z.array(Period) })
  .openapi('Part')

/** How far the newest release had come when, from the publisher's page to the reader. */
export const Stage = z
  .object({
    stage: z.enum(['fetched', 'opened', 'staged', 'promoted', 'captured', 'published']),
    at: Instant,
    description: z.string(),
  })
  .openapi('Stage')

export const Licence = z
  .object({ id: z.string(), title: z.string(), url: z.string().nullable(), attribution: z.string() })
  .openapi('Licence')

export const Snippet = z
  .object({
    client: z.enum(['duckdb', 'python', 'r', 'excel', 'curl', 'mcp']),
    title: z.string(),
    language: z.string().openapi({ description: 'For highlighting: sql, python, r, m, sh, json' }),
    code: z.string(),
  })
  .openapi('Snippet')

export const DatasetAnswer = DatasetSummary.omit({ parts: true, columns: true, releases: true, licence: true })
  .extend({
    catalog_version: Version,
    licence: Licence,
    columns: z.array(Column),
    marks: z
      .array(z.object({ mark: z.string(), meaning: z.string() }))
      .openapi({ description: 'What its status columns may hold' }),
    identity: z.array(z.string()).openapi({ description: 'The columns that together identify a row' }),
    periods: z.array(Period),
    releases: z.array(Release).openapi({ description: 'In the order of their periods' }),
    parts: z.array(Part),
    file: z.string().nullable().openapi({ description: 'The whole dataset as one Parquet file, while it is small' }),
    freshness: z.array(Stage),
    snippets: z.array(Snippet),
  })
  .openapi('Dataset')
