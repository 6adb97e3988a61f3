import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { catalogsIn } from '../../src/catalog/catalog'
import { boundStore } from '../../src/catalog/store'
import { ask, type Lake } from '../../src/query/ask'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { workerEngine } from '../../src/query/worker'
import { QUESTIONS } from '../query/questions'
// One file: bundling the engine for another takes longer than its tests.
import './faces'

const bucket = (env as { BUCKET: R2Bucket }).BUCKET
const store = boundStore(bucket)
const lake: Lake = { store, catalogs: catalogsIn(store), engine: workerEngine }

beforeAll(async () => {
  for (const [key, base64] of Object.entries(inject('objects'))) {
    await bucket.put(
      key,
      Uint8Array.from(atob(base64), (char) => char.charCodeAt(0)),
    )
  }
})

describe('SQL in a Worker', () => {
  it.each(QUESTIONS.map((sql, i) => ({ sql, native: inject('native')[i] })))(
    'agrees with native DuckDB on $sql',
    async ({ sql, native }) => {
      const answer = await ask(lake, { sql }, PUBLIC_LIMITS)

      expect(answer.rows).toEqual(native?.rows)
    },
  )
})
