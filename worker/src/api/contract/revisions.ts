import { z } from '@hono/zod-openapi'
import { REVISION_KINDS } from '../../catalog/revisions'
import { Count, DatasetId, Day, Instant, Sha256, Version } from './common'
import { Format, Receipt, Value } from './rows'

const KINDS = REVISION_KINDS as unknown as [string, ...string[]]
const When = z.string().min(1).max(40)

export const RevisionsRequest = z.strictObject({
  since: When.optional().openapi({
    description: 'Only what was revised on this day (UTC) or later, or at this time or later',
    example: '2025-06-01',
  }),
  until: When.optional().openapi({
    description: 'Only what was revised by the end of this day (UTC), or by this time',
  }),
  kind: z
    .union([z.enum(KINDS), z.array(z.enum(KINDS)).max(4)])
    .default(['added', 'changed', 'removed'])
    .openapi({ description: 'May be given several times; without it, all but first-published' }),
  release: z.string().max(100).optional().openapi({ description: 'The release that revised', example: '2025-03' }),
  column: z.string().max(63).optional().openapi({ description: 'Only what changed in this column' }),
  filter: z
    .union([z.string().max(2_000), z.array(z.string().max(2_000)).max(20)])
    .optional()
    .openapi({
      description: 'Conditions on the row as it was, as for rows: column:operator:value',
      example: ['org_code:eq:RAL', 'period_start:eq:2025-03-01'],
    }),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  cursor: z.string().max(500).optional().openapi({ description: 'From `next_cursor`' }),
  format: Format.optional().openapi({
    description:
      'Wins over Accept. CSV has a line for each value that changed; Arrow and Parquet the rows as they are kept',
  }),
  formulas: z.enum(['keep', 'neutralise']).default('keep'),
})

const Place = z
  .object({
    release: z.string(),
    file: z.object({ name: z.string(), url: z.string(), sha256: Sha256 }).nullable(),
    sheet: z.string(),
    row: Count.openapi({ description: 'In the sheet, from 1' }),
  })
  .openapi('RevisedAt')

/** One row that a release changed after its period was first published, or one period when it was first published. */
export const Revision = z
  .object({
    revision: Count.openapi({ description: 'Counts up over all datasets' }),
    kind: z.enum(KINDS),
    revised_at: Instant,
    release: z.string().openapi({ description: 'That did it' }),
    period: z.object({ start: Day, end: Day, kind: z.string() }),
    key: z.record(z.string(), Value).openapi({ description: 'The key columns of the row' }),
    occurrence: Count,
    changes: z
      .array(z.object({ column: z.string(), before: Value, after: Value }))
      .openapi({ description: 'Of a row that changed: from what to what' }),
    values: z
      .record(z.string(), Value)
      .nullable()
      .openapi({ description: 'What a row says that was added, or said that was removed' }),
    before: Place.nullable().openapi({ description: 'Where the values before were published' }),
    after: Place.nullable().openapi({ description: 'Where the values after were published' }),
  })
  .openapi('Revision')

export const RevisionsAnswer = z
  .object({
    version: Version,
    dataset: DatasetId,
    revisions_dataset: DatasetId.nullable().openapi({
      description: 'Where they stand, for SQL; null while nothing was revised',
    }),
    known_since: Instant.nullable().openapi({ description: 'Revisions before this are not known here' }),
    revisions: z.array(Revision).openapi({ description: 'The newest first' }),
    receipt: Receipt.nullable(),
    next: z.string().nullable(),
    next_cursor: z.string().nullable(),
  })
  .openapi('Revisions')
