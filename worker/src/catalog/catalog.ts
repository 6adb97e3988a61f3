import { decompress } from 'fzstd'
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet'
import type { ObjectStore } from './store'

/** Where the sink keeps the registry of what is published. */
export const CATALOG_KEY = 'datasets/catalog.parquet'

/** One version of everything that is published. */
export interface Catalog {
  version: number
  committedAt: string
  datasets: Dataset[]
}

/** One dataset as the catalogue has it; names as the sink writes them. */
export interface Dataset {
  dataset: string
  title: string
  description: string
  publication: string
  publication_title: string
  publisher: string
  licence: string
  landing_page: string
  version: bigint
  changed_at: Date
  rows: bigint
  bytes: bigint
  columns: { name: string; type: string; role: string; unit: string; description: string }[]
  parts: { key: string; rows: bigint; bytes: bigint; periods: { start: Date; end: Date; kind: string }[] }[]
  releases: { release: string; vintage: string; page: string; committed_at: Date }[]
}

/** Reads the catalogue, and reads it again only when its ETag has changed. */
export function catalogReader(store: ObjectStore): () => Promise<Catalog | undefined> {
  let seen: { etag: string; catalog: Catalog } | undefined
  return async () => {
    const answer = await store.get(CATALOG_KEY, seen?.etag)
    if (answer === 'missing') return undefined
    if (answer === 'unchanged') return seen?.catalog
    seen = { etag: answer.etag, catalog: await parseCatalog(answer.bytes) }
    return seen.catalog
  }
}

/** The catalogue from the bytes of its Parquet file. */
export async function parseCatalog(bytes: ArrayBuffer): Promise<Catalog> {
  const metadata = parquetMetadata(bytes)
  const { version, committedAt } = headOf(metadata)
  const datasets = await parquetReadObjects({
    file: bytes,
    metadata,
    compressors: { ZSTD: (input, size) => decompress(input, new Uint8Array(size)) },
  })
  return { version, committedAt, datasets: datasets as unknown as Dataset[] }
}

function headOf(metadata: FileMetaData): { version: number; committedAt: string } {
  const head = metadata.key_value_metadata?.find((entry) => entry.key === 'datawarp.catalog')?.value
  if (!head) throw new Error(`${CATALOG_KEY} is no catalogue: its footer has no datawarp.catalog`)
  return JSON.parse(head)
}
