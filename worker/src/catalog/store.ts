import { AwsClient } from 'aws4fetch'
import { type InTime, patience, StoreError } from './patience'

/** Read-only access to what the sink published. */
export interface ObjectStore {
  /** The object, unless its ETag is still `etag`. */
  get(key: string, etag?: string): Promise<StoredObject | 'missing' | 'unchanged'>

  /** Some bytes of an object. Only as many as there are, when it ends before. */
  range(key: string, offset: number, length: number): Promise<Uint8Array | 'missing'>

  /** The object, or a range of it, as a stream; `missing` also when the range begins after its end. */
  open(key: string, range?: ByteRange): Promise<OpenObject | 'missing'>

  head(key: string): Promise<ObjectHead | 'missing'>
}

export interface StoredObject {
  etag: string
  bytes: ArrayBuffer
}

/** From an offset on, at most `length` bytes; or the last `suffix` bytes. */
export type ByteRange = { offset: number; length?: number } | { suffix: number }

/** @property size of the whole object, in bytes */
export interface ObjectHead {
  etag: string
  size: number
}

/** @property offset where `body` begins in the object */
export interface OpenObject extends ObjectHead {
  offset: number
  length: number
  body: ReadableStream<Uint8Array>
}

/** What the Worker is given: a bucket bound in production, or the settings of an S3 store elsewhere. */
export interface Env {
  BUCKET?: R2Bucket
  S3_ENDPOINT?: string
  S3_BUCKET?: string
  S3_REGION?: string
  S3_ACCESS_KEY_ID?: string
  S3_SECRET_ACCESS_KEY?: string
}

/** The store that the settings name. An S3 endpoint wins, so that a bound but empty bucket is no trap locally. */
export function storeOf(env: Env): ObjectStore {
  if (env.S3_ENDPOINT) return s3Store(env, env.S3_ENDPOINT)
  if (env.BUCKET) return boundStore(env.BUCKET)
  throw new Error('No store: bind the bucket as BUCKET, or set S3_ENDPOINT, S3_BUCKET and the keys')
}

/** A bucket bound to the Worker. */
export function boundStore(bucket: R2Bucket, inTime: InTime = patience()): ObjectStore {
  return {
    async get(key, etag) {
      const object = await inTime(bucket.get(key, etag ? { onlyIf: { etagDoesNotMatch: etag } } : {}))
      if (!object) return 'missing'
      if (!('body' in object)) return 'unchanged'
      return { etag: object.etag, bytes: (await bytesOf(streamOf(object), inTime)).buffer }
    },
    async range(key, offset, length) {
      const object = await inTime(bucket.get(key, { range: { offset, length } }))
      return object ? bytesOf(streamOf(object), inTime) : 'missing'
    },
    async open(key, range) {
      const head = await this.head(key)
      const part = head === 'missing' ? undefined : resolve(head.size, range)
      if (head === 'missing' || !part) return 'missing'
      const options = { onlyIf: { etagMatches: head.etag }, ...(range ? { range: part } : {}) }
      const object = await inTime(bucket.get(key, options))
      return object && 'body' in object ? { ...head, ...part, body: streamOf(object) } : 'missing'
    },
    async head(key) {
      const object = await inTime(bucket.head(key))
      return object ? { etag: object.etag, size: object.size } : 'missing'
    },
  }
}

/** The Worker's type of a stream is not quite that of the web, for which this is compiled too. */
function streamOf(object: { body: unknown }): ReadableStream<Uint8Array> {
  return object.body as ReadableStream<Uint8Array>
}

/** A store that has a bad moment is asked again at once, not for half a minute. */
const RETRIES = 2

/** Any S3 store, path style. */
export function s3Store(env: Env, endpoint: string, inTime: InTime = patience()): ObjectStore {
  const client = new AwsClient({
    accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
    region: env.S3_REGION ?? 'auto',
    service: 's3',
    retries: RETRIES,
  })
  const base = `${endpoint.replace(/\/$/, '')}/${env.S3_BUCKET ?? 'datawarp'}`
  return httpStore(base, (url, init) => client.fetch(url, init), inTime)
}

/**
 * Objects below an address: an S3 store's, or the Worker's own `/files` as a browser sees it.
 *
 * @param inTime waits for the store; a browser waits as long as its network takes
 */
export function httpStore(
  base: string,
  fetcher: (url: string, init: RequestInit) => Promise<Response> = (url, init) => fetch(url, init),
  inTime: InTime = (work) => work,
): ObjectStore {
  async function request(key: string, init: RequestInit): Promise<Response | 'missing'> {
    const giveUp = new AbortController()
    try {
      const answer = await inTime(fetcher(`${base}/${key}`, { ...init, signal: giveUp.signal }))
      if (answer.status === 404 || answer.status === 416) return 'missing'
      if (answer.ok || answer.status === 304) return answer
      throw new StoreError(`The object store answered ${answer.status} for ${key}`)
    } catch (error) {
      giveUp.abort()
      throw error instanceof StoreError ? error : new StoreError(`The object store could not be reached: ${error}`)
    }
  }
  return {
    async get(key, etag) {
      const answer = await request(key, { headers: etag ? { 'if-none-match': etag } : {} })
      if (answer === 'missing') return 'missing'
      if (answer.status === 304) return 'unchanged'
      return { etag: answer.headers.get('etag') ?? '', bytes: (await bytesOf(answer.body, inTime)).buffer }
    },
    async range(key, offset, length) {
      const answer = await request(key, { headers: { range: `bytes=${offset}-${offset + length - 1}` } })
      if (answer === 'missing') return 'missing'
      const bytes = await bytesOf(answer.body, inTime)
      // A server may ignore ranges and send everything.
      return answer.status === 206 ? bytes : bytes.subarray(offset, offset + length)
    },
    async open(key, range) {
      const answer = await request(key, { headers: range ? { range: headerOf(range) } : {} })
      if (answer === 'missing' || !answer.body) return 'missing'
      const etag = answer.headers.get('etag') ?? ''
      const length = Number(answer.headers.get('content-length') ?? 0)
      const [, from, size] = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '') ?? []
      return { etag, size: Number(size ?? length), offset: Number(from ?? 0), length, body: answer.body }
    },
    async head(key) {
      const answer = await request(key, { method: 'HEAD' })
      if (answer === 'missing') return 'missing'
      return { etag: answer.headers.get('etag') ?? '', size: Number(answer.headers.get('content-length') ?? 0) }
    },
  }
}

/** What a store sends; each piece of it is waited for as long as the first. */
async function bytesOf(body: ReadableStream<Uint8Array> | null, inTime: InTime): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = body?.getReader()
  try {
    while (reader) {
      const { done, value } = await inTime(reader.read())
      if (done) break
      pieces.push(value as Uint8Array<ArrayBuffer>)
    }
  } catch (error) {
    reader?.cancel().catch(() => undefined)
    throw error instanceof StoreError ? error : new StoreError(`The object store broke off: ${error}`)
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer())
}

function headerOf(range: ByteRange): string {
  if ('suffix' in range) return `bytes=-${range.suffix}`
  return `bytes=${range.offset}-${range.length === undefined ? '' : range.offset + range.length - 1}`
}

/** Which bytes a range means in an object of this size; nothing when there are none. */
function resolve(size: number, range?: ByteRange): { offset: number; length: number } | undefined {
  if (!range) return { offset: 0, length: size }
  const offset = 'suffix' in range ? Math.max(0, size - range.suffix) : range.offset
  const length = Math.min(size - offset, 'suffix' in range ? range.suffix : (range.length ?? size))
  return length > 0 ? { offset, length } : undefined
}
