import type { Catalog, Dataset } from '../catalog/catalog'
import type { Lake } from '../query/ask'
import { AskError } from '../query/error'
import { type Limits, PUBLIC_LIMITS } from '../query/limits'
import { nearest, quoted } from '../query/text'

/** The catalogue in force, or the version that is asked for. @throws AskError */
export async function inForce(lake: Lake, version?: number): Promise<Catalog> {
  const catalog = version === undefined ? await lake.catalogs.latest() : await lake.catalogs.version(version)
  if (catalog) return catalog
  if (version === undefined)
    throw new AskError(503, 'nothing_published', 'Nothing is published yet', 'Try again in a minute.')
  throw new AskError(
    410,
    'version_gone',
    `Catalogue version ${version} can no longer be read`,
    'Ask without a version.',
  )
}

/** The dataset of a name. @throws AskError */
export function datasetOf(catalog: Catalog, name: string): Dataset {
  const found = catalog.datasets.find((dataset) => dataset.dataset === name)
  if (found) return found
  const near = nearest(
    name,
    catalog.datasets.map((dataset) => dataset.dataset),
  )
  throw new AskError(
    404,
    'unknown_dataset',
    `No dataset is named ${quoted(name)}`,
    near ? `Did you mean ${near}? find_datasets lists them.` : 'find_datasets lists them.',
  )
}

/** What a question of an agent may take: rows beyond what can be shown are not worth answering. */
export function limitsFor(rows: number): Limits {
  return { ...PUBLIC_LIMITS, rows }
}
