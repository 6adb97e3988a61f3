import type { Catalog, Dataset, DatasetColumn } from '../catalog/catalog'
import { coverage, day, identity, licenceOf, newestRelease, statusColumn, typeName } from '../catalog/describe'
import { AskError } from '../query/error'
import type { Context } from './context'
import { datasetOf, inForce } from './lake'
import { type Blank, type Levels, levelsOf, type Whole } from './levels'
import { cellText, fenced, fitting, freshId, tokensOf } from './text'
import { traps } from './traps'

const HEADING = 'column\ttype\trole\tunit\tdescription'

/** `describe_dataset`. */
export async function describe(asked: { dataset: string; columns?: string }, context: Context): Promise<string> {
  const catalog = await inForce(context.lake)
  const dataset = datasetOf(catalog, asked.dataset)
  if (asked.columns) return columnsOnly(dataset, asked.columns)
  const levels = await levelsIn(catalog, dataset, context)
  const head = [...about(catalog, dataset), ...fitting(levels ? levelLines(levels) : [], 300)]
  const around = [
    ...fitting(
      [...levelTraps(levels), ...traps(dataset)].map((trap) => `Mind: ${trap}`),
      450,
    ),
    `Rows are identified by ${identity(dataset).join(', ')}. Each has its origin: _release, _file (SHA-256), _sheet, _row.`,
    `Example: ${example(dataset)}`,
  ]
  const room = 1850 - [...head, ...around].reduce((sum, line) => sum + tokensOf(line) + 1, 0)
  return [fenced([...head, ...columnLines(dataset, room)].join('\n'), freshId()), ...around].join('\n')
}

/** Nothing where SQL is not answered now: the rest of the description does not need it. */
async function levelsIn(catalog: Catalog, dataset: Dataset, context: Context): Promise<Levels | undefined> {
  if (context.unasked) return undefined
  try {
    return await levelsOf(context.lake, catalog, dataset, context.signal)
  } catch (error) {
    if (error instanceof AskError) return undefined
    throw error
  }
}

/** Values come from published files: these lines belong inside the fence. */
function levelLines({ wholes, blanks }: Levels): string[] {
  return [...wholes.map(wholeLine), ...blanks.map(blankLine)].map((line) => cellText(line, 300))
}

function wholeLine({ column, value, words }: Whole): string {
  const named = words && words !== value ? ` (${value === null ? 'such as ' : ''}${words})` : ''
  return `whole: rows where ${column} is ${value === null ? 'blank' : JSON.stringify(value)}${named}`
}

function blankLine({ figures, column, values }: Blank): string {
  const where = column ? `rows where ${column} is ${values.join(', ')}` : 'all rows of the latest period'
  return `blank: ${some(figures)} in ${where}`
}

function levelTraps(levels: Levels | undefined): string[] {
  if (!levels)
    return [
      'it was not possible to see whether rows of a whole are beside rows of its parts: group by its keys to see.',
    ]
  const columns = [...new Set(levels.wholes.map(({ column }) => column))]
  const figures = [...new Set(levels.blanks.flatMap((blank) => blank.figures))]
  return [
    ...(columns.length > 0
      ? [
          `rows of a whole are beside rows of its parts in ${columns.join(', ')} ("whole" above): add up one or the other.`,
        ]
      : []),
    ...(figures.length > 0
      ? [`${some(figures)}: blank in all rows of some kind ("blank" above), and sums leave these rows out.`]
      : []),
  ]
}

function some(names: string[]): string {
  const more = names.length > 4 ? ` and ${names.length - 3} more` : ''
  return names.slice(0, more ? 3 : 4).join(', ') + more
}

/** All that publishers and manifests say in words. */
function about(catalog: Catalog, dataset: Dataset): string[] {
  const release = newestRelease(dataset)
  const periods = coverage(dataset)
  const [first, last] = [periods[0], periods.at(-1)]
  const span = first && last ? ` from ${day(first.start)} to ${day(last.end)}` : ''
  const newest = release ? `${release.release} ${release.vintage}`.trim() : 'none'
  const marks = (dataset.marks ?? []).map(({ mark, meaning }) => `mark ${mark}: ${meaning}`)
  return [
    cellText(dataset.title, 200),
    cellText(dataset.description, 700),
    cellText(`${dataset.publisher}; ${licenceOf(dataset).title}; ${dataset.landing_page}`, 300),
    `${dataset.rows} rows; ${periods.length} periods${span}; last release to arrive ${cellText(newest)}, on ${
      release ? day(release.committed_at) : 'no day'
    }; catalogue version ${catalog.version}`,
    ...marks.slice(0, 8).map((mark) => cellText(mark)),
  ]
}

/**
 * All columns, with descriptions as long as there is room for. Of very wide tables the figures are only named, and of
 * still wider ones only some of them.
 */
function columnLines(dataset: Dataset, room: number): string[] {
  const columns = dataset.columns.filter((column) => column.role !== 'STATUS' && column.role !== 'ORIGIN')
  for (const most of [160, 80, 40]) {
    const lines = [HEADING, ...columns.map((column) => columnLine(dataset, column, most))]
    if (tokensOf(lines.join('\n')) < room) return lines
  }
  const figures = columns.filter((column) => column.role === 'MEASURE')
  const others = columns.filter((column) => column.role !== 'MEASURE').map((column) => columnLine(dataset, column, 60))
  const lines = [HEADING, ...fitting(others, room / 2)]
  const names = fitting(
    figures.map((column) => column.name),
    room - tokensOf(lines.join('\n')) - 60,
  )
  return [
    ...lines,
    `${figures.length} measures, ${names.length} named; ask with "columns" for more: ${names.join(', ')}`,
  ]
}

function columnLine(dataset: Dataset, column: DatasetColumn, most: number): string {
  const mark = statusColumn(dataset, column) ? ' (marks in _status)' : ''
  const description = cellText(column.description, most)
  return [column.name, typeName(column) + mark, column.role.toLowerCase(), cellText(column.unit), description].join(
    '\t',
  )
}

function columnsOnly(dataset: Dataset, part: string): string {
  const columns = dataset.columns.filter((column) => column.name.includes(part.toLowerCase()))
  const lines = fitting(
    columns.map((column) => columnLine(dataset, column, 400)),
    1700,
  )
  if (lines.length === 0) return 'No column has that in its name; describe_dataset without "columns" names all.'
  return `${fenced([HEADING, ...lines].join('\n'), freshId())}\n${columns.length} columns match, ${lines.length} shown.`
}

/** A statement that works and shows the manner. */
function example(dataset: Dataset): string {
  const last = coverage(dataset).at(-1)
  const measure = dataset.columns.find((column) => column.role === 'MEASURE')?.name
  const key = dataset.columns.find((column) => column.role === 'KEY')?.name
  const kind =
    last && new Set(coverage(dataset).map((period) => period.kind)).size > 1 ? ` AND period_kind = '${last.kind}'` : ''
  const where = last ? ` WHERE period_start = DATE '${day(last.start)}'${kind}` : ''
  if (!measure || !key) return `SELECT * FROM ${dataset.dataset}${where} LIMIT 10`
  return `SELECT ${key}, ${measure} FROM ${dataset.dataset}${where} ORDER BY ${measure} DESC LIMIT 10`
}
