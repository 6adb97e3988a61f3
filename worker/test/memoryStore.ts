import type { ObjectStore } from '../src/catalog/store'

/** A store that holds some objects and counts what is read of them whole. */
export function memoryStore(objects: Record<string, Uint8Array>): ObjectStore & { reads: number } {
  const etagOf = (bytes: Uint8Array) => String(bytes.length)
  return {
    reads: 0,
    async get(key, etag) {
      const bytes = objects[key]
      if (!bytes) return 'missing'
      if (etag === etagOf(bytes)) return 'unchanged'
      this.reads++
      return { etag: etagOf(bytes), bytes: Uint8Array.from(bytes).buffer }
    },
    async range(key, offset, length) {
      return objects[key]?.slice(offset, offset + length) ?? 'missing'
    },
    async open(key, range) {
      const bytes = objects[key]
      if (!bytes) return 'missing'
      const offset = !range ? 0 : 'suffix' in range ? Math.max(0, bytes.length - range.suffix) : range.offset
      const length = Math.min(bytes.length - offset, range && 'length' in range ? (range.length ?? Infinity) : Infinity)
      if (length <= 0) return 'missing'
      const body = new Response(bytes.slice(offset, offset + length)).body as ReadableStream<Uint8Array>
      return { etag: etagOf(bytes), size: bytes.length, offset, length, body }
    },
    async head(key) {
      const bytes = objects[key]
      return bytes ? { etag: etagOf(bytes), size: bytes.length } : 'missing'
    },
  }
}
