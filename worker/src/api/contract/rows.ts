import { z } from '@hono/zod-openapi'
import { Count, Instant, Sha256, Version } from './common'

export const Format = z.enum(['json', 'csv', 'arrow', 'parquet'])

/** Checked where it is read, so that an error says what would do. */
export const AsOfDay = z
  .string()
  .min(1)
  .max(40)
  .openapi({
    description:
      'What the public saw at the end of that day (UTC), or at a time such as 2025-06-30T12:00:00Z, as far as it was ' +
      'published here by then; what is published now when it is left out',
    example: '2025-06-30',
  })

/** What both answers of rows have in common. */
const Presentation = {
  format: Format.optional().openapi({
    description: 'Wins over Accept; a suffix of the path, such as .csv, says the same',
  }),
  shape: z.enum(['objects', 'arrays']).default('objects').openapi({ description: 'Of JSON rows' }),
  formulas: z
    .enum(['keep', 'neutralise'])
    .default('keep')
    .openapi({ description: "In CSV: put ' before texts that a spreadsheet would take for a formula" }),
}

export const RowsRequest = z.strictObject({
  columns: z.string().max(4_000).optional().openapi({ description: 'Names, by comma; all by default' }),
  filter: z
    .union([z.string().max(2_000), z.array(z.string().max(2_000)).max(20)])
    .optional()
    .openapi({
      description:
        'column:operator:value, all must hold; operators eq, ne, lt, lte, gt, gte, contains, starts, null, notnull; ' +
        'in takes values by comma, or a JSON list',
      example: ['period_start:gte:2025-01-01', 'org_code:in:RXX,RYY'],
    }),
  order: z
    .string()
    .max(1_000)
    .optional()
    .openapi({ description: 'Names, by comma; name:desc downwards', example: 'attendances_type_1:desc' }),
  limit: z.coerce.number().int().min(1).max(10_000).default(100),
  offset: z.coerce.number().int().min(0).max(1_000_000).optional(),
  cursor: z
    .string()
    .max(500)
    .optional()
    .openapi({ description: 'From `next_cursor`: the next page of the same version' }),
  as_of: AsOfDay.optional(),
  ...Presentation,
})

export const QueryRequest = z.strictObject({
  sql: z
    .string()
    .min(1)
    .max(8_192)
    .openapi({ example: 'SELECT org_name, attendances_type_1 FROM ae_provider LIMIT 5' }),
  version: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .openapi({ description: 'Ask this catalogue version, while its parts live' }),
  as_of: AsOfDay.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000).openapi({ description: 'Rows answered at most' }),
  ...Presentation,
  format: z.enum(['json', 'csv', 'arrow']).optional(),
})

export const Value = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.unknown()),
  z.record(z.string(), z.unknown()),
])

/** What was asked of what, so that it can be cited, and asked again of the same version while its parts live. */
export const Receipt = z
  .object({
    sql: z.string(),
    version: Version,
    committed_at: Instant,
    as_of: Instant.optional().openapi({
      description: 'The time as of which it was asked; absent when it was asked of what is published now',
    }),
    datasets: z.array(
      z.object({
        dataset: z.string(),
        title: z.string(),
        publication: z.string(),
        publisher: z.string(),
        licence: z.string().openapi({ description: 'SPDX identifier' }),
        landing_page: z.string(),
        parts: z
          .array(z.object({ key: z.string(), sha256: Sha256 }))
          .openapi({ description: 'Those that were asked; parts that could not hold an answer are left out' }),
        releases: z
          .array(
            z.object({
              release: z.string(),
              vintage: z.string(),
              page: z.string(),
              files: z.array(z.object({ name: z.string(), url: z.string(), sha256: Sha256 })),
            }),
          )
          .openapi({ description: 'Those that these parts may hold rows of' }),
      }),
    ),
    url: z.string().openapi({ description: 'Asks the same of the same version again, as of the same time' }),
    citation: z.string(),
  })
  .openapi('Receipt')

export const ResultColumn = z
  .object({ name: z.string(), type: z.string().openapi({ description: "DuckDB's name of the type" }) })
  .openapi('ResultColumn')

/** Numbers that a double would not print unchanged are strings in JSON, as are NaN and infinities; times are ISO 8601. */
export const QueryAnswer = z
  .object({
    version: Version,
    columns: z.array(ResultColumn),
    rows: z.array(z.union([z.record(z.string(), Value), z.array(Value)])),
    row_count: Count,
    truncated: z.boolean().openapi({ description: 'There are more rows than were answered' }),
    bytes_read: Count.openapi({ description: 'From the bucket, for this answer' }),
    receipt: Receipt,
  })
  .openapi('QueryAnswer')

export const RowsAnswer = QueryAnswer.extend({
  next: z.string().nullable().openapi({ description: 'The next page; null on the last' }),
  next_cursor: z.string().nullable(),
}).openapi('RowsAnswer')
