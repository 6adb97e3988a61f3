import type { Catalog, Dataset } from '../catalog/catalog'
import { isRevisions } from '../catalog/revisions'
import { ask, type Question } from '../query/ask'
import type { Context } from './context'
import { inForce, limitsFor } from './lake'
import { fenced, freshId, tableText } from './text'

/** What organisations and areas are called by publishers, in the names of columns that have their codes. */
const ORGANISATION =
  /^(.*_)?(org|organisation|provider|trust|commissioner|icb|sub_icb|practice|gp|pcn|ccg|region|authority|la|lad|lsoa|msoa|area|board)_code$/

/** The register of trusts comes first; of the rest, the small ones cost least. */
const REGISTER = /^ods_/

/** Columns of codes that one question searches. */
const MOST_PLACES = 24

const MOST_ROWS = 40

interface Place {
  dataset: string
  code: string
  name: string
}

/** `resolve_organisation`. */
export async function resolve({ text }: { text: string }, { lake, signal }: Context): Promise<string> {
  const catalog = await inForce(lake)
  const all = places(catalog)
  const asked = all.slice(0, MOST_PLACES)
  if (asked.length === 0) return 'No dataset has columns of organisations with code and name.'
  const matches = asked.map((place) => search(place, text)).join(' UNION ALL ')
  const sql =
    `SELECT code, name, string_agg(place, ', ' ORDER BY place) AS "in", min(first) AS first, max(last) AS last ` +
    `FROM (${matches}) GROUP BY code, name ORDER BY upper(code) <> ${literal(text.trim().toUpperCase())}, code, name`
  const question: Question = { sql, version: catalog.version, signal }
  const answer = await ask(lake, question, limitsFor(MOST_ROWS))
  if (answer.rowCount === 0) {
    return `Nothing matches in ${asked.length} columns of codes, such as ${asked[0]?.dataset}.${asked[0]?.code}. Try fewer words, or the code.`
  }

  const table = tableText(
    answer.columns.map((column) => column.name),
    answer.rows,
  )
  const more = answer.truncated || table.shown < answer.rowCount ? ' There are more: ask with more words.' : ''
  const left =
    all.length > asked.length
      ? ` Not looked through: ${all
          .slice(MOST_PLACES)
          .map((place) => `${place.dataset}.${place.code}`)
          .join(', ')}.`
      : ''
  return [
    `${table.shown} matches; catalogue version ${answer.catalogVersion}.${more}${left}`,
    fenced(table.text, freshId()),
    'One code may have had several names. Use the code in queries.',
  ].join('\n')
}

/** Columns of codes with a column of names beside them. Revisions name the same organisations as what they revise. */
function places(catalog: Catalog): Place[] {
  const datasets = catalog.datasets.filter((dataset) => !isRevisions(dataset)).sort(cheapestFirst)
  return datasets.flatMap((dataset) =>
    dataset.columns
      .filter((column) => ORGANISATION.test(column.name))
      .map((column) => ({ dataset: dataset.dataset, code: column.name, name: column.name.replace(/_code$/, '_name') }))
      .filter((place) => dataset.columns.some((column) => column.name === place.name)),
  )
}

function cheapestFirst(a: Dataset, b: Dataset): number {
  return Number(REGISTER.test(b.dataset)) - Number(REGISTER.test(a.dataset)) || Number(a.bytes - b.bytes)
}

/** Names and codes of columns are the catalogue's own; what was asked for is a literal. */
function search({ dataset, code, name }: Place, text: string): string {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const named = words.map((word) => `contains(lower("${name}"), ${literal(word)})`).join(' AND ')
  return (
    `SELECT "${code}" AS code, max("${name}") AS name, '${dataset}.${code}' AS place, ` +
    `min(period_start) AS first, max(period_end) AS last FROM "${dataset}" ` +
    `WHERE upper("${code}") = ${literal(text.trim().toUpperCase())} OR (${named}) GROUP BY "${code}"`
  )
}

function literal(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`
}
