import { span } from '../catalog/describe'
import { type Found, findDatasets } from '../catalog/find'
import type { Context } from './context'
import { inForce } from './lake'
import { cellText, fenced, fitting, freshId } from './text'

const MOST_FOUND = 12

/** `find_datasets`. */
export async function find(wanted: { words?: string; publication?: string }, { lake }: Context): Promise<string> {
  const catalog = await inForce(lake)
  const found = findDatasets(catalog, wanted)
  const best = found.some((each) => each.complete) ? found.filter((each) => each.complete) : found
  if (best.length === 0) return `No dataset matches. ${catalog.datasets.length} are published: ask with fewer words.`

  const lines = fitting(best.slice(0, MOST_FOUND).map(line), 1600)
  const heading = best[0]?.complete ? `${best.length} found` : `None has all the words; ${best.length} have some`
  return [
    `${heading}, ${lines.length} shown; catalogue version ${catalog.version}.`,
    fenced(['dataset\ttitle\tpublisher\tperiods\trows', ...lines].join('\n'), freshId()),
    'Next: describe_dataset.',
  ].join('\n')
}

function line({ dataset }: Found): string {
  const { first, last, kinds } = span(dataset)
  const periods = first ? `${kinds.join('/')} ${first} to ${last}` : 'none'
  return [dataset.dataset, dataset.title, dataset.publisher, periods, String(dataset.rows)]
    .map((text) => cellText(text))
    .join('\t')
}
