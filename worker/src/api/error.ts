import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from '@hono/zod-openapi'
import { nearest, quoted } from '../query/text'

/** Why a request is not answered. The client reads it, so its message and advice never name paths, buckets or code. */
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

export const storeUnavailable = () =>
  new Refusal(
    503,
    'store_unavailable',
    'The store of what is published does not answer',
    'Try again in a few seconds; if it lasts, tell the operator.',
    {},
    { 'retry-after': '5' },
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

export const nothingAt = (path: string) =>
  new Refusal(404, 'not_found', `Nothing at ${quoted(path)}`, 'GET /docs says what there is.')

/** @param methods those that it takes, as in `Allow` */
export const methodNotAllowed = (path: string, method: string, methods: string) =>
  new Refusal(
    405,
    'method_not_allowed',
    `${quoted(path)} takes no ${method}`,
    `It takes ${methods}.`,
    {},
    { allow: methods },
  )
