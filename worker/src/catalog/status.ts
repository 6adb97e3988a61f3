import type { ObjectStore } from './store'

/** The state of publications, published by the process that fetches them; `src/api/contract/status.ts` has its fields. */
export interface StatusReports {
  /** The latest report and its ETag; nothing before the first. */
  latest(): Promise<{ etag: string; report: unknown } | undefined>
}

const STATUS_KEY = 'datasets/_status.json'

/** A report is served for so long without checking for a newer one: it is written once a minute at most. */
const FRESH_MILLIS = 10_000

export function statusIn(store: ObjectStore, now: () => number = Date.now): StatusReports {
  let kept: { etag: string; report: unknown; at: number } | undefined

  return {
    async latest() {
      if (kept && now() - kept.at < FRESH_MILLIS) return kept
      const object = await store.get(STATUS_KEY, kept?.etag)
      if (object === 'missing') return (kept = undefined)
      if (object === 'unchanged' && kept) kept = { ...kept, at: now() }
      if (object !== 'unchanged') {
        kept = { etag: object.etag, report: JSON.parse(new TextDecoder().decode(object.bytes)), at: now() }
      }
      return kept
    },
  }
}
