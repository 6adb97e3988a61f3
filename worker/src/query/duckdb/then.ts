import type { Dataset } from '../../catalog/catalog'
import { isRevisions, REVISION, revisionsOf } from '../../catalog/revisions'
import { type AsOf, millisOf } from '../as-of'
import type { Statement } from '../engine'
import { literal, quoted, sqlType } from './names'

/** What the datasets of a statement were at a time, as they follow from those that are published now. */
export interface Then {
  /** All that must be read: the datasets that are asked, and the revisions of those that were revised since. */
  datasets: Dataset[]
  /** For each dataset that is asked, the statement whose rows were seen; over a schema with `datasets`. */
  selects(schema: string): [Dataset, string][]
}

export function thenOf({ catalog, datasets }: Statement, at: AsOf): Then {
  const pairs = datasets.map((dataset) => ({ dataset, revisions: revisionsOf(catalog, dataset) }))
  const revised = pairs.map(({ dataset, revisions }) =>
    revisions && isUnchangedSince(at, [dataset, revisions]) ? undefined : revisions,
  )
  return {
    datasets: [...new Set([...datasets, ...revised.filter((each) => each !== undefined)])],
    selects: (schema) => pairs.map(({ dataset, revisions }) => [dataset, seenSelect(dataset, revisions, at, schema)]),
  }
}

/**
 * The rows of a dataset as the public saw them at a time: what is published now, without the periods that came later, and
 * with each row that was revised later as the first of these revisions says that it was before. `AsOfSql` of the command
 * line does the same; `test/fixtures/as-of.json` holds both to it.
 *
 * @param revisions the dataset's; nothing when it was never revised
 * @param schema where both stand as they are now
 */
function seenSelect(dataset: Dataset, revisions: Dataset | undefined, at: AsOf, schema: string): string {
  const now = `${schema}.${quoted(dataset.dataset)}`
  if (isUnchangedSince(at, revisions ? [dataset, revisions] : [dataset])) return `SELECT * FROM ${now}`
  if (isRevisions(dataset)) return `SELECT * FROM ${now} WHERE ${REVISION.at} <= ${timestamp(at)}`
  return revisions ? revised(dataset, revisions, at, now, schema) : neverRevised(dataset, at, now)
}

/** Whether nothing changed since: then what is published now is what was seen, and can be read as quickly. */
function isUnchangedSince(at: AsOf, datasets: Dataset[]): boolean {
  return datasets.every(({ changed_at }) => changed_at.getTime() < millisOf(at))
}

/** A release without revisions was promoted once: its rows are as old as that. */
function neverRevised({ releases }: Dataset, at: AsOf, now: string): string {
  const seen = releases.filter(({ committed_at }) => committed_at.getTime() <= millisOf(at))
  if (seen.length === releases.length) return `SELECT * FROM ${now}`
  if (seen.length === 0) return `SELECT * FROM ${now} WHERE false`
  return `SELECT * FROM ${now} WHERE _release IN (${seen.map(({ release }) => literal(release)).join(', ')})`
}

/** Joins that the optimiser pushes conditions through, down to the parts: through semi and anti joins it does not. */
function revised(dataset: Dataset, revisions: Dataset, at: AsOf, now: string, schema: string): string {
  const before = `${schema}.${quoted(revisions.dataset)}`
  const kept = new Set(revisions.columns.map((column) => column.name))
  const keys = dataset.columns.filter((column) => column.role === 'KEY').map(({ name }) => quoted(name))
  const same = keys.map((key) => ` AND l.${key} IS NOT DISTINCT FROM b.${key}`)
  // A column that is younger than the revisions was not there before.
  const earlier = dataset.columns.map(({ name, type }) =>
    kept.has(name) ? `l.${quoted(name)}` : `CAST(NULL AS ${sqlType(type)}) AS ${quoted(name)}`,
  )
  const time = timestamp(at)
  const later = `${REVISION.kind} <> 'first-published' AND ${REVISION.at} > ${time}`
  const seen = `(SELECT DISTINCT period_start, period_end FROM ${before}
      WHERE ${REVISION.kind} = 'first-published' AND ${REVISION.at} <= ${time}) s`
  return `
    SELECT ${dataset.columns.map(({ name }) => `b.${quoted(name)}`).join(', ')}
    FROM ${now} b JOIN ${seen} ON s.period_start = b.period_start AND s.period_end = b.period_end
    LEFT JOIN (
      SELECT DISTINCT ${['period_start', 'period_end', '_occurrence', ...keys].join(', ')}, true AS revised
      FROM ${before} WHERE ${later}) l
      ON l.period_start = b.period_start AND l.period_end = b.period_end AND l._occurrence = b._occurrence${same.join('')}
    WHERE l.revised IS NULL
    UNION ALL
    SELECT ${earlier.join(', ')}
    FROM ${before} l JOIN ${seen} ON s.period_start = l.period_start AND s.period_end = l.period_end
    JOIN (
      SELECT min(${REVISION.number}) AS number FROM ${before} WHERE ${later}
      GROUP BY ${REVISION.rowKey}, _occurrence) f ON f.number = l.${REVISION.number}
    WHERE l.${REVISION.kind} IN ('changed', 'removed')`
}

function timestamp({ text }: AsOf): string {
  return `TIMESTAMP ${literal(text.replace('T', ' ').replace('Z', ''))}`
}
