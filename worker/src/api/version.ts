import type { Context } from 'hono'
import type { App } from './app'

/** Pointers and what follows from them: never served older than this. */
const POINTER = 'public, max-age=3, must-revalidate'

/**
 * Marks an answer with the catalogue version that it was made from, and the deployment that made it: another may answer in
 * another shape.
 *
 * @returns 304 if the reader has it already, before anything was worked out
 */
export function notModified(c: Context, { deployed }: App, version: number): Response | undefined {
  const etag = deployed ? `"v${version}-${deployed}"` : `"v${version}"`
  c.header('etag', etag)
  c.header('cache-control', POINTER)
  return has(c.req.header('if-none-match'), etag) ? c.body(null, 304) : undefined
}

/** Whether one of the ETags that a reader sent is this one; compressing proxies make them weak. */
export function has(ifNoneMatch: string | undefined, etag: string): boolean {
  if (!ifNoneMatch) return false
  const bare = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => bare(tag) === '*' || bare(tag) === bare(etag))
}
