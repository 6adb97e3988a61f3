import { OpenAPIHono, type z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Catalog, Dataset } from '../catalog/catalog'
import type { AsOf } from '../query/as-of'
import { AskError } from '../query/error'
import type { Lake } from '../query/ask'
import { ErrorAnswer } from './contract'
import { StoreError } from '../catalog/patience'
import { invalidRequest, nothingPublished, Refusal, storeUnavailable, unknownDataset } from './error'
import type { Budgets } from '../http/budget'
import type { SqlDoor } from '../sql/door'

/** What the routes work with; made once per isolate. */
export interface App {
  lake: Lake
  /** Passes requests to where SQL runs; absent where SQL runs here. */
  sql?: SqlDoor | undefined
  budgets: Budgets
  /** Where SQL runs: here, or, on plans with little time for a request, in the reader's browser. */
  queries: 'here' | 'browser'
  /** Identifies the deployment; absent where it does not matter. */
  deployed?: string | undefined
  /** Where readers find all this, such as `https://data.example.org`; absent: where each of them reached it. */
  publicUrl?: string | undefined
  /** The page and what it loads; absent where there is none. */
  assets?: { fetch(request: Request): Promise<Response> } | undefined
}

/** Routes whose requests are checked by the contract, and refused in the one shape of errors. */
export function routes(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook(result) {
      if (!result.success) throw invalidRequest((result.error as z.ZodError).issues)
    },
  })
}

/** The catalogue in force. @throws Refusal before the first */
export async function inForce(app: App): Promise<Catalog> {
  const catalog = await app.lake.catalogs.latest()
  if (!catalog) throw nothingPublished()
  return catalog
}

/** A version of the catalogue. @throws Refusal when it is gone, or never was */
export async function versionOf(app: App, version: number): Promise<Catalog> {
  const catalog = await app.lake.catalogs.version(version)
  if (catalog) return catalog
  const now = await inForce(app)
  throw new Refusal(
    410,
    'version_gone',
    `Catalogue version ${version} can no longer be read`,
    'Parts live on for a day after they left the catalogue. Ask without a version, or begin again without a cursor.',
    { version_in_force: now.version },
  )
}

/** Refuses to run SQL here where the plan leaves no time for it, and says where it runs. @throws Refusal */
export function runsHere(app: App, c: Context, sql: string, asOf?: AsOf): void {
  if (app.queries === 'here') return
  const url = `${originOf(c)}/sql?${new URLSearchParams({ sql, ...(asOf && { as_of: asOf.text }) })}`
  throw new Refusal(
    501,
    'query_in_browser',
    'SQL is not answered by this server',
    `It runs in your browser: open ${url}`,
    { url },
  )
}

/** The dataset of a name. @throws Refusal when there is none */
export function datasetOf(catalog: Catalog, name: string): Dataset {
  const found = catalog.datasets.find((dataset) => dataset.dataset === name)
  if (!found)
    throw unknownDataset(
      name,
      catalog.datasets.map((dataset) => dataset.dataset),
    )
  return found
}

/** Where addresses in answers begin: the request was moved to the public address before it came here. */
export function originOf(c: Context): string {
  return new URL(c.req.url).origin
}

/** Contents that have no structure in a description. */
export const TEXT = { schema: { type: 'string' as const } }
export const BINARY = { schema: { type: 'string' as const, format: 'binary' } }

/** The formats of rows other than JSON. */
export const TABLES = {
  'text/csv': TEXT,
  'application/vnd.apache.arrow.stream': BINARY,
  'application/vnd.apache.parquet': BINARY,
}

const REASONS: Record<number, string> = {
  400: 'The request is not one that can be answered; the error says why',
  404: 'There is no such thing',
  410: 'The parts of that catalogue version are gone',
  413: 'The answer would take more than is allowed',
  416: 'No such range',
  422: 'The statement has no answer within its limits',
  429: 'Too many requests; Retry-After says how long to wait',
  501: 'SQL is not answered here; run it in your browser',
  503: 'Nothing is published yet, the store does not answer, or too much is asked at once',
}

/** The errors of a route, for its description. */
export function refusals(...statuses: number[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: REASONS[status] ?? 'An error', content: { 'application/json': { schema: ErrorAnswer } } },
    ]),
  )
}

/** The refusal for an error: only messages that were written for the reader are passed on as they are. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof AskError) {
    const wait = String(error.details.retry_after_seconds ?? 5)
    const headers = error.status === 429 || error.status === 503 ? { 'retry-after': wait } : {}
    // Hono has no status 499 (the client has left).
    const status = error.status === 499 ? 400 : error.status
    return new Refusal(status, error.code, error.message, error.advice, { ...error.details }, headers)
  }
  console.error(error)
  if (error instanceof StoreError) return storeUnavailable()
  return new Refusal(
    502,
    'unreadable',
    'What is published could not be read',
    'Try again; if it lasts, tell the operator.',
  )
}
