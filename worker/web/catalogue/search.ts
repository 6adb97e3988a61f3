import type { Summary } from '../api/types'

/** The words of a search. */
export function wordsOf(query: string): string[] {
  return query.toLowerCase().split(/\s+/).filter(Boolean)
}

/** Whether every word occurs in what the list shows of a dataset; the server also searches its columns. */
export function matches(dataset: Summary, words: string[]): boolean {
  const { dataset: name, title, description, publication, publication_title, publisher } = dataset
  const text = [name, title, description, publication, publication_title, publisher].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}
