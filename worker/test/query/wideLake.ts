import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { Lake } from '../../src/query/ask'
import type { DuckDbEngine } from '../../src/query/duckdb/engine'
import type { Statement } from '../../src/query/engine'
import { lakeOver, newEngine } from '../lake'
import { folderStore } from './folderStore'
import { part, writeCatalog } from './writeCatalog.mjs'

type Column = [name: string, base: string, role: string, unit?: string]

const text = (name: string, role: string): Column => [name, 'TEXT', role]
const figure = (name: string): Column => [name, 'INTEGER', 'MEASURE', 'pathways']

const WEEKS = Array.from({ length: 105 }, (_, week) => `gt_${String(week).padStart(3, '0')}_weeks`)

const COLUMNS: Column[] = [
  ['period_start', 'DATE', 'PERIOD'],
  ['period_end', 'DATE', 'PERIOD'],
  text('period_kind', 'PERIOD'),
  text('provider_parent_code', 'DIMENSION'),
  text('provider_parent_name', 'DIMENSION'),
  text('provider_code', 'KEY'),
  text('provider_name', 'DIMENSION'),
  text('commissioner_parent_code', 'DIMENSION'),
  text('commissioner_parent_name', 'DIMENSION'),
  text('commissioner_code', 'KEY'),
  text('commissioner_name', 'DIMENSION'),
  text('part_type', 'KEY'),
  text('part_description', 'DIMENSION'),
  text('treatment_function_code', 'KEY'),
  text('treatment_function_name', 'DIMENSION'),
  ...WEEKS.map(figure),
  figure('total'),
  figure('unknown_clock_start'),
  figure('total_all'),
  text('_release', 'ORIGIN'),
  text('_file', 'ORIGIN'),
  text('_sheet', 'ORIGIN'),
  ['_row', 'INTEGER', 'ORIGIN'],
  ['_occurrence', 'INTEGER', 'ORIGIN'],
]

const REVISED: Column[] = [
  ['_revision', 'INTEGER', 'ORIGIN'],
  text('_revision_kind', 'ORIGIN'),
  ['_revised_at', 'TIMESTAMP', 'ORIGIN'],
  ...['_revised_by', '_revised_file', '_revised_sheet'].map((name) => text(name, 'ORIGIN')),
  ['_revised_row', 'INTEGER', 'ORIGIN'],
  text('_row_key', 'ORIGIN'),
  text('_changes', 'ORIGIN'),
]

/** Two months of 183,500 rows: of 367 providers, 5 commissioners each, 5 parts and 20 functions. */
export const WIDE_ROWS = 367_000
const PER_MONTH = WIDE_ROWS / 2
const MONTHS = ['2025-12-01', '2026-01-01']
/** As many as the sink keeps in a row group. */
const GROUP_ROWS = 131_072

/**
 * What the sink publishes of a full extract of waiting times: a dataset `waits` of 121 columns beside those of the
 * pipeline and 367,000 rows, and its revisions. Bands and totals are blank where a part of the return does not have
 * them, not every trust has the parts that have a total, the commissioner of every 20th row is not known, and the last
 * function is the total of all. It is written once, for all tests that ask for it.
 *
 * @returns the folder that it is in
 */
export async function wideLake(): Promise<string> {
  const makers = ['wideLake.ts', 'writeCatalog.mjs'].map((name) => readFileSync(new URL(name, import.meta.url)))
  const digest = createHash('sha256').update(Buffer.concat(makers)).digest('hex').slice(0, 16)
  const folder = fileURLToPath(new URL(`../../build/wide/${digest}`, import.meta.url))
  if (existsSync(folder)) return folder
  mkdirSync(dirname(folder), { recursive: true })
  const made = mkdtempSync(`${folder}-`)
  await writeLake(made)
  try {
    renameSync(made, folder)
  } catch (error) {
    // Another test was quicker.
    rmSync(made, { recursive: true })
    if (!existsSync(folder)) throw error
  }
  return folder
}

/** Longer than a machine under load needs for what takes a second on another. */
const PATIENT_MILLIS = 120_000

/** The same as a lake, whose engine has the limits of the public except for time, since machines differ in speed. */
export async function patientWideLake(engine?: DuckDbEngine): Promise<Lake> {
  const lake = lakeOver(folderStore(await wideLake()))
  const used = engine ?? (await lake.engine())
  const patient = {
    execute: (statement: Statement) =>
      used.execute({ ...statement, limits: { ...statement.limits, millis: PATIENT_MILLIS } }),
  }
  return { ...lake, engine: async () => patient }
}

async function writeLake(folder: string): Promise<void> {
  const native = await (await DuckDBInstance.create(':memory:')).connect()
  await native.run('SET threads = 2')
  await native.run(`CREATE TABLE waits AS ${rowsSql()}`)
  const revised = `SELECT row_number() OVER () AS _revision,
    CASE WHEN _row % 97 = 0 THEN 'added' WHEN _row % 89 = 0 THEN 'removed' ELSE 'changed' END AS _revision_kind,
    TIMESTAMP '2026-03-12 09:30:00' AS _revised_at, '2026-01' AS _revised_by, _file AS _revised_file,
    _sheet AS _revised_sheet, _row AS _revised_row, md5(_row::VARCHAR) AS _row_key,
    CASE WHEN _row % 97 > 0 AND _row % 89 > 0 THEN '{"total_all": [1, ' || total_all || ']}' END AS _changes, * FROM waits WHERE period_start = DATE '${MONTHS[0]}'`
  const waits = await publish(native, folder, 'waits', COLUMNS, 'waits')
  const revisions = await publish(native, folder, 'waits_revisions', [...REVISED, ...COLUMNS], `(${revised})`)
  await writeCatalog(native, join(folder, 'datasets/catalog.parquet'), 1, [waits, revisions])
}

/** One part a month, each of two row groups. */
async function publish(native: DuckDBConnection, folder: string, dataset: string, columns: Column[], from: string) {
  mkdirSync(join(folder, 'datasets', dataset), { recursive: true })
  const parts: { rows: bigint; bytes: bigint }[] = []
  for (const [i, month] of MONTHS.entries()) {
    const key = `datasets/${dataset}/${dataset}-00000${i + 1}-00000000.parquet`
    const rows = `FROM ${from} WHERE period_start = DATE '${month}'`
    const count = Number((await native.runAndReadAll(`SELECT count(*) ${rows}`)).getRows()[0]?.[0])
    if (count === 0) continue
    const file = join(folder, key)
    await native.run(
      `COPY (SELECT * ${rows}) TO '${file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${GROUP_ROWS})`,
    )
    parts.push(part(key, count, statSync(file).size, [month]))
  }
  const sum = (of: 'rows' | 'bytes') => parts.reduce((total, each) => total + Number(each[of]), 0)
  return { dataset, columns, rows: sum('rows'), bytes: sum('bytes'), parts }
}

function rowsSql(): string {
  const bands = WEEKS.map((name, week) => `CASE WHEN part < 4 THEN ${band(week)} END AS ${name}`)
  return `
    SELECT start AS period_start, last_day(start) AS period_end, 'month' AS period_kind,
      'Q' || provider % 42 AS provider_parent_code, 'NHS BOARD NUMBER ' || provider % 42 AS provider_parent_name,
      'R' || lpad(provider::VARCHAR, 3, '0') AS provider_code, 'HOSPITAL TRUST ' || provider AS provider_name,
      CASE WHEN commissioner > 0 THEN 'Q' || commissioner END AS commissioner_parent_code,
      CASE WHEN commissioner > 0 THEN 'NHS BOARD NUMBER ' || commissioner END AS commissioner_parent_name,
      CASE WHEN line % 500 // 100 = 4 AND line % 4 = 0 THEN NULL ELSE commissioner || 'X' END AS commissioner_code,
      'SUB-BOARD ' || commissioner AS commissioner_name,
      CASE WHEN part < 2 AND provider % 5 = 0 THEN ['Part_4A', 'Part_4B'][part + 1]
        ELSE ['Part_1A', 'Part_1B', 'Part_2', 'Part_2A', 'Part_3'][part + 1] END AS part_type,
      ['Admitted', 'Not admitted', 'Incomplete', 'With a decision', 'New'][part + 1] AS part_description,
      CASE function WHEN 19 THEN 'C_999' ELSE 'C_' || 100 + function END AS treatment_function_code,
      CASE function WHEN 19 THEN 'Total' ELSE 'Specialty ' || function END AS treatment_function_name,
      ${bands.join(',\n      ')},
      CASE WHEN part < 2 THEN (dice % 400)::BIGINT END AS total,
      CASE WHEN part < 2 AND dice % 3 > 0 THEN (dice % 5)::BIGINT END AS unknown_clock_start,
      (dice % 400 + dice % 5)::BIGINT AS total_all,
      strftime(start, '%Y-%m') AS _release, md5(start::VARCHAR) || md5('file' || start) AS _file,
      'full extract' AS _sheet, line + 2 AS _row, 1::BIGINT AS _occurrence
    FROM (
      SELECT i, line, hash(i) AS dice, [DATE '${MONTHS[0]}', DATE '${MONTHS[1]}'][i // ${PER_MONTH} + 1] AS start, line // 500 AS provider,
        (line // 500 + line % 500 // 100 * 7) % 129 AS commissioner, line % 100 // 20 AS part, line % 20 AS function
      FROM (SELECT range AS i, range % ${PER_MONTH} AS line FROM range(${WIDE_ROWS})))
    ORDER BY i`
}

/** Few wait long: most bands hold little or nothing. */
function band(week: number): string {
  const dice = `(dice // ${7 * week + 3})`
  return `CASE WHEN ${dice} % ${2 + week} < 2 THEN (${dice} % 50)::BIGINT ELSE 0 END`
}
