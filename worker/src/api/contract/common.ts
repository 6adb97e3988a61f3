import { z } from '@hono/zod-openapi'

export const Instant = z.iso.datetime({ offset: true }).openapi({ example: '2025-04-10T09:31:07.412Z' })
export const Day = z.iso.date().openapi({ example: '2025-03-31' })
export const Count = z.int().min(0)
export const Sha256 = z
  .string()
  .openapi({ example: 'fb066f113b6b394118d3f65522a9751276385baa177599a773b3be62c5769284' })
export const Version = z.int().min(1).openapi({ description: 'Catalogue version', example: 42 })

/** A dataset's or column's name, as `schemas` makes them. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/

export const DatasetId = z
  .string()
  .regex(NAME, 'expected lower-case letters, digits and _')
  .openapi({ example: 'ae_provider' })

/** Codes are stable, messages are not. `details` differ by code: `known`, `limit`, `retry_after_seconds`, `position`. */
export const ErrorAnswer = z
  .object({
    error: z
      .object({
        code: z.string().openapi({ example: 'unknown_dataset' }),
        message: z.string().openapi({ example: 'No dataset is named "ae_providers"' }),
        advice: z.string().openapi({ example: 'Did you mean ae_provider? GET /api/datasets lists all.' }),
      })
      .catchall(z.unknown()),
  })
  .openapi('Error')

/** Of a route without parameters: one that is given is misspelt, or meant for another. */
export const NoParameters = z.strictObject({})
