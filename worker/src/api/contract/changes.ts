import { z } from '@hono/zod-openapi'
import { Count, DatasetId, Day, Instant, Version } from './common'

export const ChangesRequest = z.strictObject({
  since: z.coerce.number().int().min(0).optional().openapi({ description: 'Only versions after this one' }),
  dataset: DatasetId.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  format: z
    .enum(['json', 'atom'])
    .optional()
    .openapi({ description: 'Wins over Accept; .atom at the path says the same' }),
})

/** What one version brought to one dataset. */
export const DatasetChange = z
  .object({
    dataset: DatasetId,
    title: z.string(),
    publication: z.string(),
    added: z.boolean().openapi({ description: 'The first version that has the dataset' }),
    replaced: z.boolean().openapi({ description: 'All its rows were loaded again: they all count as inserted' }),
    rows: Count.openapi({ description: 'After the change' }),
    inserted: Count,
    updated: Count,
    deleted: Count,
    releases: z
      .array(z.object({ release: z.string(), vintage: z.string(), page: z.string() }))
      .openapi({ description: 'Promoted with this version, also when no row changed' }),
    period_count: Count.openapi({ description: 'How many periods have changed rows' }),
    periods: z
      .array(z.object({ start: Day, end: Day, kind: z.string(), inserted: Count, updated: Count, deleted: Count }))
      .openapi({ description: 'The latest of these' }),
  })
  .openapi('DatasetChange')

/** One catalogue version: an entry of the log that the sink keeps. */
export const Change = z
  .object({ version: Version, committed_at: Instant, datasets: z.array(DatasetChange) })
  .openapi('Change')

export const ChangesAnswer = z
  .object({
    version: Version,
    committed_at: Instant,
    changes: z.array(Change).openapi({ description: 'Newest first' }),
  })
  .openapi('Changes')
