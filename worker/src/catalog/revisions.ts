import type { Catalog, Dataset } from './catalog'

/*
 * The dataset of revisions that a dataset gets with its first one; docs/published.md lists its columns. Names are
 * made as the loader makes them (`Revisions` in schemas), since the catalogue does not say which belong together.
 */

const SUFFIX = '_revisions'
const LONGEST = 58 - SUFFIX.length
const CHECKSUM_DIGITS = 8

/** The columns that a dataset of revisions has before those of the dataset itself. */
export const REVISION = {
  number: '_revision',
  kind: '_revision_kind',
  at: '_revised_at',
  by: '_revised_by',
  file: '_revised_file',
  sheet: '_revised_sheet',
  row: '_revised_row',
  rowKey: '_row_key',
  changes: '_changes',
} as const

/** What a revision did; `first-published` means all rows of a period that was not published before. */
export const REVISION_KINDS = ['added', 'changed', 'removed', 'first-published'] as const

/** Whether a dataset holds another's revisions. */
export function isRevisions({ dataset }: Pick<Dataset, 'dataset'>): boolean {
  return dataset.endsWith(SUFFIX)
}

/** The dataset with a dataset's revisions; nothing while it has none. */
export function revisionsOf(catalog: Catalog, dataset: Dataset): Dataset | undefined {
  const name = revisionsName(dataset.dataset)
  return isRevisions(dataset) ? undefined : catalog.datasets.find((each) => each.dataset === name)
}

/** The dataset whose revisions a dataset holds. */
export function revisedBy(catalog: Catalog, revisions: Dataset): Dataset | undefined {
  if (!isRevisions(revisions)) return undefined
  return catalog.datasets.find((each) => revisionsName(each.dataset) === revisions.dataset)
}

/** Long names keep their beginning and a checksum of the whole. */
export function revisionsName(dataset: string): string {
  if (dataset.length <= LONGEST) return dataset + SUFFIX
  const beginning = dataset.slice(0, LONGEST - CHECKSUM_DIGITS - 2).replace(/_+$/, '')
  return `${beginning}_c${crc32(dataset).toString(16).padStart(CHECKSUM_DIGITS, '0')}${SUFFIX}`
}

/** As zip files have it. */
function crc32(text: string): number {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return (crc ^ 0xffffffff) >>> 0
}
