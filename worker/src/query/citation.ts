import type { Receipt, ReceiptDataset } from './receipt'

/** Where there are more releases than this, only the first and the last are named. */
const MOST_RELEASES = 4

/** How to cite an answer in a report: who published what, which issues of it, and which version was asked. */
export function citationOf({ datasets, catalogVersion, committedAt, asOf }: Receipt): string {
  if (datasets.length === 0) return `No dataset was asked; DataWarp catalogue version ${catalogVersion}.`
  const asked = `DataWarp catalogue version ${catalogVersion} of ${committedAt.slice(0, 10)}`
  const seen = asOf ? ` As published by ${asOf}.` : ''
  return `${datasets.map(sourceOf).join('; ')}.${seen} ${asked}.`
}

function sourceOf({ publisher, title, releases, landingPage, licence }: ReceiptDataset): string {
  const names = releases.map(({ release, vintage }) => (vintage ? `${release} ${vintage}` : release))
  const issues = names.length > MOST_RELEASES ? `${names[0]} to ${names.at(-1)}` : names.join(', ')
  return `${publisher}, "${title}"${issues ? `, releases ${issues}` : ''}, ${landingPage} (${licence})`
}
