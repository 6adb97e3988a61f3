import type { Catalog, Dataset } from '../catalog/catalog'

/** What was asked of what, so that it can be cited, and asked again of the same version while its parts live. */
export interface Receipt {
  sql: string
  catalogVersion: number
  committedAt: string
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
export function receiptOf(sql: string, catalog: Catalog, parts: ReadonlyMap<string, string[]>): Receipt {
  const asked = catalog.datasets.filter((dataset) => parts.has(dataset.dataset))
  return {
    sql,
    catalogVersion: catalog.version,
    committedAt: catalog.committedAt,
    datasets: asked.map((dataset) => datasetReceipt(dataset, new Set(parts.get(dataset.dataset)))),
  }
}

function datasetReceipt(dataset: Dataset, keys: ReadonlySet<string>): ReceiptDataset {
  const parts = dataset.parts.filter((part) => keys.has(part.key))
  const periods = parts.flatMap((part) => part.periods)
  const touched = dataset.releases.filter((release) =>
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
