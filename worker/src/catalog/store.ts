import { AwsClient } from 'aws4fetch'

/** Read-only access to what the sink published. */
export interface ObjectStore {
  /** The object, unless its ETag is still `etag`. */
  get(key: string, etag?: string): Promise<StoredObject | 'missing' | 'unchanged'>
}

export interface StoredObject {
  etag: string
  bytes: ArrayBuffer
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

function boundStore(bucket: R2Bucket): ObjectStore {
  return {
    async get(key, etag) {
      const object = await bucket.get(key, etag ? { onlyIf: { etagDoesNotMatch: etag } } : {})
      if (!object) return 'missing'
      if (!('body' in object)) return 'unchanged'
      return { etag: object.etag, bytes: await object.arrayBuffer() }
    },
  }
}

function s3Store(env: Env, endpoint: string): ObjectStore {
  const client = new AwsClient({
    accessKeyId: env.S3_ACCESS_KEY_ID ?? '',
    secretAccessKey: env.S3_SECRET_ACCESS_KEY ?? '',
    region: env.S3_REGION ?? 'auto',
    service: 's3',
  })
  const base = `${endpoint.replace(/\/$/, '')}/${env.S3_BUCKET ?? 'datawarp'}`
  return {
    async get(key, etag) {
      const answer = await client.fetch(`${base}/${key}`, { headers: etag ? { 'if-none-match': etag } : {} })
      if (answer.status === 304) return 'unchanged'
      if (answer.status === 404) return 'missing'
      if (!answer.ok) throw new Error(`The object store answered ${answer.status} for ${key}`)
      return { etag: answer.headers.get('etag') ?? '', bytes: await answer.arrayBuffer() }
    },
  }
}
