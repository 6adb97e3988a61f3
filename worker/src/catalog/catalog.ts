import { decompress } from 'fzstd'
import { type FileMetaData, parquetMetadata, parquetReadObjects } from 'hyparquet'
import type { ObjectStore } from './store'

/** Where the sink keeps the registry of what is published. */
export const CATALOG_KEY = 'datasets/catalog.parquet'

/** The same catalogue under a name that never changes: kept as long as the parts that it names. */
export function catalogKeyOf(version: number): string {
  return `datasets/catalog/${version}.parquet`
}

/** One version of everything that is published. */
export interface Catalog {
  version: number
  committedAt: string
  datasets: Dataset[]
  /** The file that it was read from, so that it can be asked like a dataset. */
  parquet?: ArrayBuffer
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
  columns: DatasetColumn[]
  parts: Part[]
  releases: Release[]
  /** The key of the copy as one file; empty while there is none. */
  file: string
  /** How often there is a release, such as `month`; older catalogues do not say. */
  frequency?: string
  /** What the status columns may hold. */
  marks?: { mark: string; meaning: string }[]
  /** Under which headings columns were published, the latest of a column first. */
  headings?: Heading[]
}

/** A heading, and its place in the latest release that has it; rows and columns of the sheet count from 1. */
export interface Heading {
  column: string
  text: string
  release: string
  file: string
  sheet: string
  sheet_column: number
  first_row: number
  last_row: number
}

export interface DatasetColumn {
  name: string
  type: ColumnType
  role: string
  unit: string
  description: string
}

export interface ColumnType {
  base: 'TEXT' | 'INTEGER' | 'NUMBER' | 'DECIMAL' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP'
  precision: number
  scale: number
}

/** An immutable Parquet object: its key names its content. */
export interface Part {
  key: string
  rows: bigint
  bytes: bigint
  sha256: string
  periods: PeriodRows[]
}

export interface PeriodRows {
  start: Date
  end: Date
  kind: string
  rows: bigint
}

export interface Release {
  release: string
  period_start: Date
  period_end: Date
  vintage: string
  page: string
  manifest_version: string
  opened_at?: Date
  staged_at?: Date
  committed_at: Date
  captured_at?: Date
  published_at?: Date
  /** The catalogue version that brought it. */
  version?: bigint
  files: PublishedFile[]
  /** Files from before it was issued again: rows that did not change since name these. */
  earlier_files?: PublishedFile[]
}

export interface PublishedFile {
  digest: string
  name: string
  url: string
  bytes: bigint
  fetched_at: Date
}

/** The versions of the catalogue that can be read. */
export interface Catalogs {
  /** The one in force; nothing before the first. */
  latest(): Promise<Catalog | undefined>

  /** An older one, while its copy lives. */
  version(version: number): Promise<Catalog | undefined>
}

/** How many older versions stay parsed: enough for a few people who cite. */
const OLDER_KEPT = 4

/** The catalogues in a store. Each version is parsed once, however often it is asked for. */
export function catalogsIn(store: ObjectStore): Catalogs {
  const latest = catalogReader(store)
  const older = new Map<number, Promise<Catalog | undefined>>()
  async function read(version: number): Promise<Catalog | undefined> {
    const object = await store.get(catalogKeyOf(version))
    return typeof object === 'string' ? undefined : parseCatalog(object.bytes)
  }
  return {
    latest,
    async version(version) {
      const now = await latest()
      if (now?.version === version) return now
      const known = older.get(version)
      if (known) return known
      if (older.size >= OLDER_KEPT) older.delete(older.keys().next().value as number)
      const reading = read(version)
      older.set(version, reading)
      reading.then(
        (catalog) => catalog ?? older.delete(version),
        () => older.delete(version),
      )
      return reading
    },
  }
}

/** Reads the catalogue, and reads it again only when its ETag has changed. */
export function catalogReader(store: ObjectStore): () => Promise<Catalog | undefined> {
  let seen: { etag: string; catalog: Catalog } | undefined
  return async () => {
    const before = seen
    const answer = await store.get(CATALOG_KEY, before?.etag)
    if (answer === 'missing') return undefined
    if (answer === 'unchanged') return before?.catalog
    const catalog = await parseCatalog(answer.bytes)
    seen = { etag: answer.etag, catalog }
    return catalog
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
  return { version, committedAt, datasets: datasets as unknown as Dataset[], parquet: bytes }
}

function headOf(metadata: FileMetaData): { version: number; committedAt: string } {
  const head = metadata.key_value_metadata?.find((entry) => entry.key === 'datawarp.catalog')?.value
  if (!head) throw new Error(`${CATALOG_KEY} is no catalogue: its footer has no datawarp.catalog`)
  return JSON.parse(head)
}
