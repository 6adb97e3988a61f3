import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from '@hono/zod-openapi'

/** Why a request is not answered, told to who sent it: its message and advice never name paths, buckets or code. */
export class Refusal extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly advice: string,
    readonly details: Record<string, unknown> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(message)
  }
}

/** The one shape of every error: a stable code, what happened, and what to do. */
export function refuse(c: Context, refusal: Refusal): Response {
  const { code, message, advice, details } = refusal
  c.header('cache-control', 'no-store')
  for (const [name, value] of Object.entries(refusal.headers)) c.header(name, value)
  return c.json({ error: { code, message, advice, ...details } }, refusal.status)
}

export const nothingPublished = () =>
  new Refusal(
    503,
    'nothing_published',
    'Nothing is published yet',
    'Try again in a minute.',
    {},
    { 'retry-after': '60' },
  )

/** @param known the names that there are, for a guess at what was meant */
export function unknownDataset(asked: string, known: string[]): Refusal {
  const near = nearest(asked, known)
  return new Refusal(
    404,
    'unknown_dataset',
    `No dataset is named ${quoted(asked)}`,
    near ? `Did you mean ${near}? GET /api/datasets lists all.` : 'GET /api/datasets lists all.',
  )
}

/** @param known the names that there are, for a guess at what was meant */
export function unknownColumn(asked: string, dataset: string, known: string[]): Refusal {
  const near = nearest(asked, known)
  return new Refusal(
    400,
    'unknown_column',
    `${dataset} has no column named ${quoted(asked)}`,
    near ? `Did you mean ${near}?` : `GET /api/datasets/${dataset} describes its columns.`,
    { known },
  )
}

/** All that a check of a request found, each problem with its place. */
export function invalidRequest(problems: readonly z.core.$ZodIssue[]): Refusal {
  const list = problems.slice(0, 10).map((problem) => ({
    parameter: problem.path.join('.') || (problem.code === 'unrecognized_keys' ? problem.keys.join(', ') : 'request'),
    problem: problem.code === 'unrecognized_keys' ? 'not known' : problem.message,
  }))
  const first = list[0] ?? { parameter: 'request', problem: 'not valid' }
  return new Refusal(
    400,
    'bad_request',
    `Cannot take ${quoted(first.parameter)}: ${first.problem}`,
    'GET /openapi.json says what each parameter takes; /docs shows it.',
    { problems: list },
  )
}

/** What others sent, cut so that an error is never long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text)
}

/** The name that differs in the fewest places, if it is close at all. */
function nearest(asked: string, known: string[]): string | undefined {
  if (asked.length > 80) return undefined
  const limit = Math.max(2, Math.floor(asked.length / 3))
  return known
    .map((name) => ({ name, distance: name.includes(asked) && asked.length > 2 ? 1 : distance(asked, name) }))
    .filter((candidate) => candidate.distance <= limit)
    .sort((a, b) => a.distance - b.distance)[0]?.name
}

/** Insertions, deletions and replacements between two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
