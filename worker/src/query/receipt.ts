import type { Catalog, Dataset, Release } from '../catalog/catalog'
import { isRevisions, revisionsOf } from '../catalog/revisions'
import { type AsOf, millisOf } from './as-of'

/** What was asked of what, so that it can be cited, and asked again of the same version while its parts live. */
export interface Receipt {
  sql: string
  catalogVersion: number
  committedAt: string
  /** The time as of which it was asked, in UTC; absent for what is published now. */
  asOf?: string | undefined
  datasets: ReceiptDataset[]
}

export interface ReceiptDataset {
  dataset: string
  title: string
  publication: string
  publisher: string
  /** SPDX identifier. */
  licence: string
  landingPage: string
  /** The objects that were asked; those that could not hold an answer, by period, are left out. */
  parts: { key: string; sha256: string }[]
  /** The releases that these parts may hold rows of. */
  releases: { release: string; vintage: string; page: string; files: { name: string; url: string; sha256: string }[] }[]
}

/** @param parts by dataset, the keys of those that were asked */
export function receiptOf(
  { sql, asOf }: { sql: string; asOf?: AsOf | undefined },
  catalog: Catalog,
  parts: ReadonlyMap<string, string[]>,
): Receipt {
  const asked = catalog.datasets.filter((dataset) => parts.has(dataset.dataset))
  return {
    sql,
    catalogVersion: catalog.version,
    committedAt: catalog.committedAt,
    ...(asOf && { asOf: asOf.text }),
    datasets: asked.map((dataset) =>
      datasetReceipt(
        dataset,
        new Set(parts.get(dataset.dataset)),
        dataset.releases.filter((release) => !asOf || wasOut(release, dataset, catalog, asOf)),
      ),
    ),
  }
}

/**
 * Whether a release was out at a time, as far as the catalogue knows. It has the time when a release was last issued: of a dataset
 * that was revised, one was out before if a file of it was here.
 */
function wasOut(
  { committed_at, files, earlier_files }: Release,
  dataset: Dataset,
  catalog: Catalog,
  asOf: AsOf,
): boolean {
  const by = (time: Date) => time.getTime() <= millisOf(asOf)
  if (by(committed_at)) return true
  if (!isRevisions(dataset) && !revisionsOf(catalog, dataset)) return false
  return [...files, ...(earlier_files ?? [])].some((file) => by(file.fetched_at))
}

function datasetReceipt(dataset: Dataset, keys: ReadonlySet<string>, releases: Release[]): ReceiptDataset {
  const parts = dataset.parts.filter((part) => keys.has(part.key))
  const periods = parts.flatMap((part) => part.periods)
  const touched = releases.filter((release) =>
    periods.some(({ start, end }) => start <= release.period_end && end >= release.period_start),
  )
  return {
    dataset: dataset.dataset,
    title: dataset.title,
    publication: dataset.publication,
    publisher: dataset.publisher,
    licence: dataset.licence,
    landingPage: dataset.landing_page,
    parts: parts.map(({ key, sha256 }) => ({ key, sha256 })),
    releases: touched.map(({ release, vintage, page, files }) => ({
      release,
      vintage,
      page,
      files: files.map(({ name, url, digest }) => ({ name, url, sha256: digest })),
    })),
  }
}
