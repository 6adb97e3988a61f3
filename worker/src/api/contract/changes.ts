import { z } from '@hono/zod-openapi'
import { Count, DatasetId, Instant, Version } from './common'

export const ChangesRequest = z.strictObject({
  since: z.coerce.number().int().min(0).optional().openapi({ description: 'Only versions after this one' }),
  dataset: DatasetId.optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
})

/** One catalogue version; what the sink writes into `datasets/changes.json`. */
export const Change = z
  .object({
    version: Version,
    committed_at: Instant,
    datasets: z.array(
      z.object({
        dataset: DatasetId,
        title: z.string(),
        publication: z.string(),
        added: z.boolean().openapi({ description: 'The first version that has it' }),
        rows: Count.openapi({ description: 'After the change' }),
        inserted: Count,
        updated: Count,
        deleted: Count,
        releases: z.array(z.string()).openapi({ description: 'The releases that this version brought' }),
      }),
    ),
  })
  .openapi('Change')

export const ChangesAnswer = z
  .object({
    version: Version,
    committed_at: Instant,
    changes: z.array(Change).openapi({ description: 'Newest first' }),
  })
  .openapi('Changes')
