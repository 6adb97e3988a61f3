import { describe, expect, it } from 'vitest'
import { OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'
import { apiOver, type ErrorBody } from './support'

const PART = 'datasets/ae_provider/ae_provider-000002-d7dc7873.parquet'
const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i % 251)
const api = apiOver(
  memoryStore({
    [PART]: BYTES,
    'datasets/catalog.parquet': BYTES,
    'datasets/catalog/7.parquet': BYTES,
    'datasets/ae_provider.json': BYTES,
    'datasets/_removed.json': BYTES,
    'datasets/_usage.json': BYTES,
    'datasets/_status.json': BYTES,
    'datasets/probe-1': BYTES,
    'archive/secret.xlsx': BYTES,
  }),
)

async function read(range?: string, path = `/files/${PART}`, init: RequestInit = {}) {
  const response = await api.request(path, { ...init, headers: { ...init.headers, ...(range ? { range } : {}) } })
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) }
}

describe('GET /files', () => {
  it('answers a whole object with its length', async () => {
    const { response, bytes } = await read()

    expect(response.status).toBe(200)
    expect(bytes).toEqual(BYTES)
    expect(response.headers.get('content-length')).toBe('1000')
    expect(response.headers.get('accept-ranges')).toBe('bytes')
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet')
  })

  it.each([
    ['bytes=0-3', 0, 4],
    ['bytes=990-', 990, 1000],
    ['bytes=-8', 992, 1000],
    ['bytes=-5000', 0, 1000],
    ['bytes=990-5000', 990, 1000],
  ])('answers %s with exactly these bytes', async (range, from, to) => {
    const { response, bytes } = await read(range)

    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/1000`)
    expect(bytes).toEqual(BYTES.slice(from, to))
  })

  it('answers HEAD with a range as an engine in a browser expects it', async () => {
    const { response, bytes } = await read('bytes=0-', undefined, { method: 'HEAD' })

    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe('bytes 0-999/1000')
    expect(response.headers.get('content-length')).toBe('1000')
    expect(bytes.length).toBe(0)
  })

  it.each([
    ['bytes=2000-3000'],
    ['bytes=5-3'],
    ['bytes=-'],
    ['bytes=a-b'],
    ['lines=1-2'],
    [`bytes=${'0-,'.repeat(999)}0-`],
  ])('refuses the range %.40s', async (range) => {
    const { response, bytes } = await read(range)

    expect(response.status).toBe(416)
    expect((JSON.parse(new TextDecoder().decode(bytes)) as ErrorBody).error.code).toBe('no_such_range')
    expect(bytes.length).toBeLessThan(BYTES.length)
  })

  it('keeps what never changes for a year, and what is replaced for seconds', async () => {
    const control = async (key: string) => (await api.request(`/files/${key}`)).headers.get('cache-control')

    expect(await control(PART)).toBe('public, max-age=31536000, immutable, no-transform')
    expect(await control('datasets/catalog/7.parquet')).toContain('immutable')
    for (const pointer of ['datasets/catalog.parquet', 'datasets/ae_provider.json']) {
      const seconds = Number(/max-age=(\d+)/.exec((await control(pointer)) ?? '')?.[1])
      expect(seconds).toBeLessThanOrEqual(5)
    }
  })

  it('answers 304 to who has it, and the whole to who has another for a range of', async () => {
    const etag = (await read()).response.headers.get('etag') ?? ''

    expect((await read(undefined, undefined, { headers: { 'if-none-match': etag } })).response.status).toBe(304)
    expect((await read('bytes=0-3', undefined, { headers: { 'if-range': etag } })).response.status).toBe(206)
    expect((await read('bytes=0-3', undefined, { headers: { 'if-range': '"other"' } })).response.status).toBe(200)
  })

  it.each([
    'datasets/_removed.json',
    'datasets/_usage.json',
    'datasets/_status.json',
    'datasets/probe-1',
    'archive/secret.xlsx',
    'datasets/ae_provider/../../archive/secret.xlsx',
    'datasets/%2e%2e/archive/secret.xlsx',
    'datasets%2fcatalog.parquet',
    'datasets/ae_provider/other-000002-d7dc7873.parquet',
    'datasets/catalog.parquet%00',
    '/datasets/catalog.parquet',
    `datasets/${'a'.repeat(10_000)}.parquet`,
    '__proto__',
  ])('does not answer for %.60s', async (key) => {
    const { response } = await read(undefined, `/files/${key}`)

    expect(response.status).toBe(404)
  })
})

describe('a name that no file can have', () => {
  const NAME = 'datasets/ae_provider'
  const LONG = 'a'.repeat(260)
  /** A store that fails on all that it is asked: it never is. */
  const untouched = apiOver(
    new Proxy(memoryStore({}), {
      get: () => () => {
        throw new Error('asked')
      },
    }),
  )

  it.each([
    ...[`datasets/${LONG}.json`, `datasets/${LONG}.parquet`, `datasets/${'a_'.repeat(60)}a.json`],
    ...[`datasets/${LONG}/${LONG}-1-d7dc7873.parquet`, `datasets/a/a-${'1'.repeat(260)}-d7dc7873.parquet`],
    ...[`datasets/catalog/${'1'.repeat(260)}.parquet`, `datasets/changes/${'9'.repeat(40)}.json`, LONG],
    ...[`${NAME}.json/`, `${NAME}.json//`, `${NAME}.json.`, `${NAME}.json%00`, `${NAME}%00.json`, `${NAME}.json%20`],
    ...[`${NAME}.json%0a`, `${NAME}.JSON`, `${NAME}..json`, `/${NAME}.json`, `datasets//ae_provider.json`],
    ...['datasets%5cae_provider.json', 'datasets%2f..%2fae_provider.json', 'datasets%252fae_provider.json'],
    ...['..%2f..%2fetc%2fpasswd', '%2e%2e%2f%2e%2e%2fsecret', 'datasets/..%5c..%5csecret.json', '..;/secret.json'],
    ...['datasets/ae%ffprovider.json', 'datasets/%c0%ae%c0%ae.json', 'datasets/%ef%bc%8e.json', 'datasets/\u00e4.json'],
    ...[
      'datasets/_status.json',
      'datasets/1.json',
      'datasets/a__b.json',
      'datasets/a_.json',
      'datasets/.json',
      '',
      '.',
    ],
  ])('%.60s is a 404 before the store is asked', async (key) => {
    for (const init of [{}, { method: 'HEAD' }, { headers: { range: 'bytes=0-1' } }]) {
      expect((await untouched.request(`/files/${key}`, init)).status).toBe(404)
    }
  })

  it('may be as long as a dataset and its revisions are named', async () => {
    const key = `datasets/${'a'.repeat(58)}_revisions.json`
    expect((await apiOver(memoryStore({ [key]: BYTES })).request(`/files/${key}`)).status).toBe(200)
  })
})
