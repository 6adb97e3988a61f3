import { createRoute, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type AsOf, asOfFrom } from '../query/as-of'
import { ask, askArrow, type Question } from '../query/ask'
import { type Limits, PUBLIC_LIMITS } from '../query/limits'
import { type App, BINARY, inForce, refusals, routes, runsHere, TEXT } from './app'
import { queryBody } from './body'
import { QueryAnswer, QueryRequest } from './contract'
import { csvOf } from './csv'
import { formatOf } from './format'
import { asFile, told } from './present'
import { notModified } from './version'

const answers = {
  200: {
    description: 'The answer, with a receipt',
    content: {
      'application/json': { schema: QueryAnswer },
      'text/csv': TEXT,
      'application/vnd.apache.arrow.stream': BINARY,
    },
  },
  ...refusals(400, 404, 406, 410, 413, 422, 429, 501, 502, 503),
}

const about = {
  path: '/api/query' as const,
  tags: ['SQL'] as string[],
  description:
    'One statement that reads, in the SQL of DuckDB; tables are the datasets by name, and `catalog`. Rows beyond `limit` ' +
    'are cut off, and the answer says so. `as_of` asks for what the public saw then. As a file: query.csv, query.arrow.',
}

const get = createRoute({
  ...about,
  method: 'get',
  summary: 'Ask in SQL',
  request: { query: QueryRequest },
  responses: answers,
})

const post = createRoute({
  ...about,
  method: 'post',
  summary: 'Ask in SQL that is too long for an address',
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: QueryRequest }, 'application/sql': TEXT },
    },
  },
  responses: answers,
})

/** `GET` and `POST /api/query`: SQL over all datasets. */
export function query(app: App) {
  const api = routes()
  api.openapi(get, async (c) => {
    const asked = c.req.valid('query')
    runsHere(app, c, asked.sql, asOfOf(asked))
    const known = notModified(c, app, asked.version ?? (await inForce(app)).version)
    return (known ?? (await answered(app, c, asked))) as never
  })
  // Checked by hand: a validator would read the whole of a body before it knows how long it is.
  api.openAPIRegistry.registerPath(post)
  api.post('/api/query', async (c) => {
    const asked = await queryBody(c.req.raw)
    runsHere(app, c, asked.sql, asOfOf(asked))
    c.header('cache-control', 'no-store')
    return answered(app, c, asked)
  })
  return api
}

async function answered(app: App, c: Context, asked: z.infer<typeof QueryRequest>): Promise<Response> {
  const format = formatOf(asked.format, c.req.header('accept'), ['json', 'csv', 'arrow'])
  c.header('vary', 'accept')
  const question: Question = {
    sql: asked.sql,
    version: asked.version,
    asOf: asOfOf(asked),
    signal: c.req.raw.signal,
  }
  if (format === 'arrow') {
    const answer = await askArrow(app.lake, question, limitsOf(asked.limit))
    return asFile(c, answer, 'query', 'arrow', answer.arrow)
  }
  const answer = await ask(app.lake, question, limitsOf(asked.limit))
  if (format === 'json') return c.json(told(c, answer, asked.shape), 200)
  return asFile(c, answer, 'query', 'csv', csvOf(answer.columns, answer.rows, asked.formulas === 'neutralise'))
}

function asOfOf({ as_of }: z.infer<typeof QueryRequest>): AsOf | undefined {
  return as_of === undefined ? undefined : asOfFrom(as_of)
}

/** What a question may take when so many rows are asked for. */
export function limitsOf(rows: number): Limits {
  return { ...PUBLIC_LIMITS, rows }
}
