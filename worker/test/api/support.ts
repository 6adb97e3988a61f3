import { readFile } from 'node:fs/promises'
import type { App } from '../../src/api/app'
import { restApi } from '../../src/api/server'
import { CATALOG_KEY, catalogsIn } from '../../src/catalog/catalog'
import type { ByteRange, ObjectStore } from '../../src/catalog/store'

/** A catalogue as the sink wrote it, over the bundled samples. */
export const CATALOG = await readFile(new URL('../fixtures/catalog.parquet', import.meta.url))

/** A store in memory, which counts what is read of it. */
export class MemoryStore implements ObjectStore {
  reads = 0

  constructor(readonly objects: Record<string, Uint8Array> = { [CATALOG_KEY]: CATALOG }) {}

  async get(key: string, etag?: string) {
    const bytes = this.objects[key]
    if (!bytes) return 'missing'
    if (etag === tagOf(bytes)) return 'unchanged'
    this.reads++
    return { etag: tagOf(bytes), bytes: Uint8Array.from(bytes).buffer }
  }

  async range(key: string, offset: number, length: number) {
    return this.objects[key]?.subarray(offset, offset + length) ?? 'missing'
  }

  async open(key: string, range?: ByteRange) {
    const bytes = this.objects[key]
    if (!bytes) return 'missing'
    const offset = !range ? 0 : 'suffix' in range ? Math.max(0, bytes.length - range.suffix) : range.offset
    const end = range && 'length' in range && range.length !== undefined ? offset + range.length : bytes.length
    const piece = bytes.slice(offset, end)
    if (piece.length === 0) return 'missing'
    const body = new Blob([piece]).stream() as ReadableStream<Uint8Array>
    return { etag: tagOf(bytes), size: bytes.length, offset, length: piece.length, body }
  }

  async head(key: string) {
    const bytes = this.objects[key]
    return bytes ? { etag: tagOf(bytes), size: bytes.length } : 'missing'
  }
}

function tagOf(bytes: Uint8Array): string {
  return String(bytes.length)
}

/** The API over a store; SQL has no engine unless one is given. */
export function apiOver(store: ObjectStore, app: Partial<App> = {}) {
  const lake = { store, catalogs: catalogsIn(store), engine: () => Promise.reject(new Error('no engine')) }
  const api = restApi({ lake, budgets: {}, queries: 'here', ...app })
  return {
    request: async (path: string, init?: RequestInit) =>
      api.fetch(new Request(new URL(path, 'https://data.example'), init)),
    async json<T>(path: string, init?: RequestInit): Promise<T> {
      return (await (await this.request(path, init)).json()) as T
    },
  }
}

/** What every error looks like. */
export interface ErrorBody {
  error: { code: string; message: string; advice: string } & Record<string, unknown>
}
