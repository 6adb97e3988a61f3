import type { Catalog, Dataset } from './catalog'

/** What a reader looks for; what is absent does not matter. */
export interface Wanted {
  /** Words, in any order. */
  words?: string | undefined
  publication?: string | undefined
  periodKind?: string | undefined
  changedSince?: Date | undefined
}

export interface Found {
  dataset: Dataset
  /** Whether every word occurs. */
  complete: boolean
  score: number
}

/** The datasets that fit and have at least one of the words, best first; those of the same worth by name. */
export function findDatasets(catalog: Catalog, wanted: Wanted): Found[] {
  const words = wordsOf(wanted.words ?? '')
  return catalog.datasets
    .filter((dataset) => fits(dataset, wanted))
    .map((dataset) => ({ dataset, ...worth(dataset, words) }))
    .filter((found) => words.length === 0 || found.score > 0)
    .sort((a, b) => b.score - a.score || (a.dataset.dataset < b.dataset.dataset ? -1 : 1))
}

/** What the sink's loader calls a dataset that holds another's revisions; see docs/published.md. */
const REVISIONS = /_revisions$/

function fits(dataset: Dataset, wanted: Wanted): boolean {
  // They would clutter a list that has the dataset itself; a search for revisions finds them.
  if (REVISIONS.test(dataset.dataset) && !/revision/i.test(wanted.words ?? '')) return false
  if (wanted.publication && dataset.publication !== wanted.publication) return false
  if (wanted.changedSince && dataset.changed_at < wanted.changedSince) return false
  if (!wanted.periodKind) return true
  return dataset.parts.some((part) => part.periods.some((period) => period.kind === wanted.periodKind))
}

function worth(dataset: Dataset, words: string[]): { complete: boolean; score: number } {
  const fields = fieldsOf(dataset)
  const worths = words.map((word) => Math.max(0, ...fields.filter((f) => f.text.includes(word)).map((f) => f.weight)))
  return { complete: worths.every((worth) => worth > 0), score: worths.reduce((sum, worth) => sum + worth, 0) }
}

interface Field {
  text: string
  weight: number
}

/** A dataset object lives as long as its catalogue version, and so does what is searched of it. */
const fieldsByDataset = new WeakMap<Dataset, Field[]>()

function fieldsOf(dataset: Dataset): Field[] {
  let fields = fieldsByDataset.get(dataset)
  if (!fields) {
    const columns = dataset.columns.filter((column) => column.role !== 'ORIGIN')
    fields = [
      { weight: 8, text: plain(`${dataset.dataset} ${dataset.dataset.replaceAll('_', ' ')} ${dataset.title}`) },
      { weight: 5, text: plain(`${dataset.publication} ${dataset.publication_title} ${dataset.publisher}`) },
      {
        weight: 3,
        text: plain(columns.map((column) => `${column.name.replaceAll('_', ' ')} ${column.unit}`).join(' | ')),
      },
      { weight: 2, text: plain(dataset.description) },
      { weight: 1, text: plain(columns.map((column) => column.description).join(' | ')) },
    ]
    fieldsByDataset.set(dataset, fields)
  }
  return fields
}

/** Words in the singular, since they are looked for inside other words. */
function wordsOf(text: string): string[] {
  const words = plain(text).split(/[^\p{L}\p{N}&]+/u)
  return [...new Set(words.map((word) => (word.length > 3 ? word.replace(/s$/, '') : word)).filter(Boolean))]
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
