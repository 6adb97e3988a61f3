import { get } from './client'
import type { Datasets } from './types'

const PAGE = 500

/** How often a list is restarted when the catalogue changes while its pages are read. */
const TRIES = 3

/** All datasets that are published, or that have the words: page by page, every page from one version. */
export async function allDatasets(signal: AbortSignal, words = ''): Promise<Datasets> {
  return listed((offset) => {
    const search = new URLSearchParams({ limit: String(PAGE), offset: String(offset), ...(words && { q: words }) })
    return get<Datasets>(`/api/datasets?${search}`, signal)
  })
}

/** @param page the datasets from the one of that number on */
export async function listed(page: (offset: number) => Promise<Datasets>): Promise<Datasets> {
  for (let left = TRIES; ; left--) {
    const first = await page(0)
    const datasets = [...first.datasets]
    let last = first
    while (last.next && last.version === first.version) {
      last = await page(datasets.length)
      datasets.push(...last.datasets)
    }
    if (last.version === first.version) return { ...first, datasets, next: null }
    if (left === 1) throw new Error('The catalogue changed while its datasets were listed')
  }
}
