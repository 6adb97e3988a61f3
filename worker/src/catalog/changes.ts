import type { ObjectStore } from './store'

/** What one version of the catalogue brought; names as the sink writes them. */
export interface VersionChanges {
  version: number
  committed_at: string
  datasets: DatasetChanges[]
}

/** What it brought to one dataset. */
export interface DatasetChanges {
  dataset: string
  title: string
  publication: string
  /** The catalogue has the dataset from this version on. */
  added: boolean
  /** All its rows were loaded again from the database: they all count as inserted. */
  replaced: boolean
  /** After the changes. */
  rows: number
  inserted: number
  updated: number
  deleted: number
  /** Promoted with this version, also when no row changed. */
  releases: { release: string; vintage: string; page: string }[]
  /** How many periods have changed rows; the latest are in `periods`. */
  period_count: number
  periods: { start: string; end: string; kind: string; inserted: number; updated: number; deleted: number }[]
}

/** Versions that share one object of the log. */
const VERSIONS_AN_OBJECT = 100

/** However far back is asked: what a request may read. */
const MOST_OBJECTS = 10

/** The log of changes in a store. */
export interface ChangeLog {
  /**
   * The latest changes, newest first.
   *
   * @param upTo the version in force: the log may be ahead of the catalogue, and a reader must not be
   * @param after only versions after this one
   * @param dataset only what changed in this dataset
   */
  latest(upTo: number, after: number, limit: number, dataset?: string): Promise<VersionChanges[]>
}

export function changeLogIn(store: ObjectStore): ChangeLog {
  const kept = new Map<number, { etag: string; changes: VersionChanges[] }>()

  async function read(index: number): Promise<VersionChanges[]> {
    const before = kept.get(index)
    const object = await store.get(`datasets/changes/${index}.json`, before?.etag)
    if (object === 'missing') return []
    if (object === 'unchanged') return before?.changes ?? []
    const { changes } = JSON.parse(new TextDecoder().decode(object.bytes)) as { changes: VersionChanges[] }
    if (kept.size >= MOST_OBJECTS) kept.clear()
    kept.set(index, { etag: object.etag, changes })
    return changes
  }

  return {
    async latest(upTo, after, limit, dataset) {
      const newest = Math.floor(upTo / VERSIONS_AN_OBJECT)
      const oldest = Math.max(Math.floor((after + 1) / VERSIONS_AN_OBJECT), newest - MOST_OBJECTS + 1, 0)
      const found: VersionChanges[] = []
      for (let index = newest; index >= oldest && found.length < limit; index--) {
        const inRange = (await read(index)).filter((each) => each.version <= upTo && each.version > after)
        found.push(...(dataset ? inRange.map((change) => only(change, dataset)) : inRange))
      }
      return found.filter((change) => change.datasets.length > 0).slice(0, limit)
    },
  }
}

function only(change: VersionChanges, dataset: string): VersionChanges {
  return { ...change, datasets: change.datasets.filter((each) => each.dataset === dataset) }
}
