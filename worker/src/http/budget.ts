/** Counts what a client does in a period; in production Cloudflare's binding, per location and approximate. */
export interface Budget {
  limit(options: { key: string }): Promise<{ success: boolean }>
}

/** What a client may do; what is absent is not limited. */
export interface Budgets {
  /** Everything but files; `sql/work.ts` counts the work of SQL. */
  metadata?: Budget | undefined
  /** Ranges of files: an engine in a browser reads many. */
  files?: Budget | undefined
}

/** The period that `wrangler.jsonc` gives both: after it a client may ask again. */
export const PERIOD_SECONDS = 60

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
