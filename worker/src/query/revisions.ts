import type { Dataset } from '../catalog/catalog'
import { REVISION, type REVISION_KINDS } from '../catalog/revisions'
import { type AsOf, startFrom, timeFrom } from './as-of'
import { type JsonValue } from './answer'
import { AskError } from './error'
import { rowsSql } from './select'

export type RevisionKind = (typeof REVISION_KINDS)[number]

/** Which revisions of a dataset; what is absent does not matter. */
export interface RevisionSelection {
  /** Days or times; both are inclusive, the end of a day for `until`. */
  since?: string | undefined
  until?: string | undefined
  kinds: RevisionKind[]
  /** Which release revised. */
  release?: string | undefined
  /** Only those in which this column changed. */
  column?: string | undefined
  /** Conditions on the row that was revised, as for rows. */
  filter?: string | string[] | undefined
  /** What is read of a revision, by comma; all when it is left out. */
  columns?: string | undefined
}

/**
 * The statement that selects revisions, the newest first.
 *
 * @param revisions the dataset that holds them
 * @throws AskError when the selection names what is not there
 */
export function revisionsSql(
  dataset: Dataset,
  revisions: Dataset,
  wanted: RevisionSelection,
  limit: number,
  offset: number,
): string {
  if (wanted.column !== undefined && !dataset.columns.some(({ name }) => name === wanted.column)) {
    const known = dataset.columns.map(({ name }) => name)
    throw new AskError(
      400,
      'unknown_column',
      `${dataset.dataset} has no column named ${JSON.stringify(wanted.column.slice(0, 63))}`,
      'The description of the dataset has its columns.',
      { known },
    )
  }
  const time = ({ text }: AsOf) => text.replace('Z', '')
  const filter = [
    `${REVISION.kind}:in:${JSON.stringify(wanted.kinds)}`,
    ...(wanted.since === undefined ? [] : [`${REVISION.at}:gte:${time(startFrom(wanted.since, 'since'))}`]),
    ...(wanted.until === undefined ? [] : [`${REVISION.at}:lte:${time(timeFrom(wanted.until, 'until'))}`]),
    ...(wanted.release === undefined ? [] : [`${REVISION.by}:eq:${wanted.release}`]),
    // Names of columns are the only texts that a colon follows: quotation marks in values are escaped.
    ...(wanted.column === undefined ? [] : [`${REVISION.changes}:contains:"${wanted.column}": [`]),
    ...[wanted.filter ?? []].flat(),
  ]
  return rowsSql(revisions, { columns: wanted.columns, filter, order: `${REVISION.number}:desc` }, limit, offset)
}

/** Where values stand in what was published. */
export interface RevisedAt {
  release: string
  file: { name: string; url: string; sha256: string } | null
  sheet: string
  row: number
}

export interface Revision {
  revision: number
  kind: RevisionKind
  revised_at: string
  release: string
  period: { start: string; end: string; kind: string }
  /** Which row: its key columns, and which of several with the same key. */
  key: Record<string, JsonValue>
  occurrence: number
  /** Of a row that changed. */
  changes: { column: string; before: JsonValue; after: JsonValue }[]
  /** What a row said that was removed, or says that was added; nothing of one that changed. */
  values: Record<string, JsonValue> | null
  /** Where the values before were published; nothing for what was added. */
  before: RevisedAt | null
  /** Where the values now were published; nothing for what was removed. */
  after: RevisedAt | null
}

/** What revisions need of a dataset: its key columns, and the files by digest. */
export interface Revised {
  keys: string[]
  values: string[]
  files: ReadonlyMap<string, { name: string; url: string }>
}

export function revisedOf(dataset: Dataset): Revised {
  const named = (fits: (role: string) => boolean) => dataset.columns.filter((c) => fits(c.role)).map((c) => c.name)
  const files = dataset.releases.flatMap((release) => [...(release.earlier_files ?? []), ...release.files])
  return {
    keys: named((role) => role === 'KEY'),
    values: named((role) => role !== 'KEY' && role !== 'ORIGIN' && role !== 'PERIOD'),
    files: new Map(files.map((file) => [file.digest, file])),
  }
}

/** The revisions in an answer to `revisionsSql`. */
export function revisionsIn(
  { columns, rows }: { columns: { name: string }[]; rows: JsonValue[][] },
  revised: Revised,
): Revision[] {
  const at = new Map(columns.map(({ name }, i) => [name, i]))
  return rows.map((row) => revisionOf((name) => row[at.get(name) ?? -1] ?? null, revised))
}

function revisionOf(value: (column: string) => JsonValue, { keys, values, files }: Revised): Revision {
  const kind = String(value(REVISION.kind)) as RevisionKind
  const some = (names: string[]) => Object.fromEntries(names.map((name) => [name, value(name)]))
  const place = (release: string, file: string, sheet: string, row: string): RevisedAt => {
    const digest = String(value(file) ?? '')
    const found = files.get(digest)
    return {
      release: String(value(release) ?? ''),
      file: digest === '' ? null : { name: found?.name ?? '', url: found?.url ?? '', sha256: digest },
      sheet: String(value(sheet) ?? ''),
      row: Number(value(row) ?? 0),
    }
  }
  const isPeriod = kind === 'first-published'
  const before = place('_release', '_file', '_sheet', '_row')
  const after = place(REVISION.by, REVISION.file, REVISION.sheet, REVISION.row)
  return {
    revision: Number(value(REVISION.number)),
    kind,
    revised_at: `${String(value(REVISION.at))}Z`,
    release: String(value(REVISION.by) ?? ''),
    period: {
      start: String(value('period_start')),
      end: String(value('period_end')),
      kind: String(value('period_kind') ?? ''),
    },
    key: isPeriod ? {} : some(keys),
    occurrence: Number(value('_occurrence') ?? 1),
    changes: changesIn(value(REVISION.changes)),
    values: kind === 'added' || kind === 'removed' ? some(values) : null,
    before: kind === 'changed' || kind === 'removed' ? before : null,
    after: kind === 'changed' || kind === 'added' ? after : null,
  }
}

/** `{"column": [before, after]}`, in the order of the names. */
function changesIn(text: JsonValue): Revision['changes'] {
  if (typeof text !== 'string' || text === '') return []
  const changes = JSON.parse(text, exactNumber) as Record<string, [JsonValue, JsonValue]>
  return Object.entries(changes)
    .map(([column, [before, after]]) => ({ column, before, after }))
    .sort((a, b) => (a.column < b.column ? -1 : 1))
}

/** A number that a double would print differently stays text, as everywhere in JSON. */
function exactNumber(this: unknown, _: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const plain = context.source.includes('.') ? context.source.replace(/\.?0+$/, '') : context.source
  return String(value) === plain ? value : context.source
}
