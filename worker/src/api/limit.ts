import type { MiddlewareHandler } from 'hono'
import { type Budget, clientOf, PERIOD_SECONDS } from '../http/budget'
import { Refusal } from './error'

/** Refuses a client that has used up a budget. */
export function within(budget: Budget | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (!budget || c.req.method === 'OPTIONS') return next()
    const { success } = await budget.limit({ key: clientOf(c.req.header('cf-connecting-ip')) })
    if (success) return next()
    throw new Refusal(
      429,
      'rate_limited',
      'Too many requests from your address',
      `Wait ${PERIOD_SECONDS} seconds. Whole datasets are quicker to read as files: see GET /api/datasets/{dataset}.`,
      { retry_after_seconds: PERIOD_SECONDS },
      { 'retry-after': String(PERIOD_SECONDS) },
    )
  }
}
