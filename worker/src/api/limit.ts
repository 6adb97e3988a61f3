import type { MiddlewareHandler } from 'hono'
import { Refusal } from './error'

/** Counts what a client does in a period; in production Cloudflare's binding, per location and approximate. */
export interface Budget {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** What a client may do; what is absent is not limited. */
export interface Budgets {
  /** Metadata: small answers from memory. */
  metadata?: Budget | undefined
  /** Ranges of files: an engine in a browser reads many. */
  files?: Budget | undefined
  /** Rows and SQL, also by MCP. */
  queries?: Budget | undefined
}

/** The period that `wrangler.jsonc` gives all three: after it a client may go on. */
export const PERIOD_SECONDS = 60

/** Refuses a client that has used up a budget. */
export function within(budget: Budget | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (budget && c.req.method !== 'OPTIONS') await spend(budget, c.req.header('cf-connecting-ip'))
    await next()
  }
}

/** @throws Refusal when the budget of the client at this address is used up */
export async function spend(budget: Budget, address: string | undefined): Promise<void> {
  const { success } = await budget.limit({ key: clientOf(address) })
  if (success) return
  throw new Refusal(
    429,
    'rate_limited',
    'Too many requests from your address',
    `Wait ${PERIOD_SECONDS} seconds. Whole datasets are quicker to read as files: see GET /api/datasets/{dataset}.`,
    { retry_after_seconds: PERIOD_SECONDS },
    { 'retry-after': String(PERIOD_SECONDS) },
  )
}

/**
 * Who a request counts for. Cloudflare sets the address itself, so that no header a client sends changes it; a client
 * has as many IPv6 addresses as it likes in its own /64.
 */
export function clientOf(address: string | undefined): string {
  if (!address) return 'local'
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail.split(':').filter(Boolean)
  const mapped = after.at(-1)
  if (mapped?.includes('.')) return mapped
  const zeros = address.includes('::') ? Math.max(0, 8 - before.length - after.length) : 0
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}
