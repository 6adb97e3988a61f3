import { env } from 'cloudflare:test'
import { catalogsIn } from '../../src/catalog/catalog'
import { boundStore } from '../../src/catalog/store'
import type { Lake } from '../../src/query/ask'
import { workerEngine } from '../../src/query/duckdb/worker'

/** The bucket that the Worker is bound to, as the local runtime keeps it. */
export const bucket = (env as { BUCKET: R2Bucket }).BUCKET

/** The lake in it. The engine is that of the isolate, one for all tests as for all requests. */
export function boundLake(): Lake {
  const store = boundStore(bucket)
  return { store, catalogs: catalogsIn(store), engine: workerEngine }
}

export async function putAll(objects: Record<string, string>): Promise<void> {
  for (const [key, base64] of Object.entries(objects)) await bucket.put(key, bytesOf(base64))
}

export function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
}
