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
