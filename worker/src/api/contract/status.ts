import { z } from '@hono/zod-openapi'
import { Instant } from './common'

/** A release that should be there, or will be; all that are missing of a publication are one. */
export const ExpectedRelease = z
  .object({
    release: z.string().openapi({ description: 'The first of them', example: '2025-11' }),
    last_release: z.string().optional().openapi({ description: 'The last of them; absent when it is one' }),
    releases: z.int().min(1).openapi({ description: 'How many they are' }),
    standing: z.enum(['expected', 'due', 'late', 'missing']),
    at: Instant.openapi({ description: 'The usual time on the usual day, of the first' }),
    days_early: z.int().min(0).openapi({ description: 'How many days before it may appear' }),
    days_late: z.int().min(0).openapi({ description: 'How many days after it may appear' }),
    basis: z.string().openapi({ description: 'How that is known', example: 'announced' }),
  })
  .openapi('ExpectedRelease')

/** A release that was read and is not published, because something looks wrong. Readers keep what was there before. */
export const HeldRelease = z
  .object({
    release: z.string(),
    vintage: z.string(),
    since: Instant,
    reasons: z.array(
      z.object({
        code: z.string().openapi({ description: 'Stable', example: 'total-differs' }),
        dataset: z.string().openapi({ description: 'Empty when it is none, or all of them' }),
        words: z.string(),
      }),
    ),
  })
  .openapi('HeldRelease')

/** The state of one publication. */
export const PublicationStatus = z
  .object({
    publication: z.string(),
    title: z.string(),
    publisher: z.string(),
    landing_page: z.string(),
    state: z
      .enum(['unknown', 'irregular', 'quiet', 'due', 'late', 'discontinued', 'ended'])
      .openapi({ description: 'Of its calendar' }),
    latest_release: z.string().optional().openapi({ description: 'The newest that was seen on its page' }),
    looked_at: Instant.optional().openapi({ description: 'When its page was last read, at a quarter of an hour' }),
    stages: z
      .object({
        found: Instant.optional(),
        fetched: Instant.optional(),
        raw: Instant.optional(),
        staged: Instant.optional(),
        promoted: Instant.optional(),
        captured: Instant.optional(),
        published: Instant.optional(),
      })
      .openapi({
        description: 'When a release of it last passed each stage on its way from the page to the catalogue',
      }),
    expected: z.array(ExpectedRelease).openapi({ description: 'All that are missing as one, then the oldest first' }),
    held: z.array(HeldRelease),
  })
  .openapi('PublicationStatus')

export const StatusAnswer = z
  .object({
    made_at: Instant.openapi({ description: 'At most an hour ago while somebody looks' }),
    waits: z.array(z.string()).openapi({ description: 'What publishing waits for, in words' }),
    publications: z.array(PublicationStatus),
  })
  .openapi('Status')
