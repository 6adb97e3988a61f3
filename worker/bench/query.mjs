/*
 * Times the engine in a Worker over local R2, beside native DuckDB on the same file in the same run.
 *
 *   npm run bench                  1,000,000 rows x 12 columns
 *   npm run bench -- --rows 100000
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir, cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { DuckDBInstance } from '@duckdb/node-api'
import { unstable_dev } from 'wrangler'
import { part, writeCatalog } from '../test/query/writeCatalog.mjs'
import { prepareEngine } from '../tools/engine.mjs'

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } })
const rows = Number(values.rows)
const WARM_RUNS = 5

const MONTHS = Array.from({ length: 24 }, (_, i) => new Date(Date.UTC(2023, i, 1)))

const COLUMNS = [
  ['period_start', 'DATE'],
  ['period_end', 'DATE'],
  ['org_code', 'TEXT'],
  ['region', 'TEXT'],
  ['sex', 'TEXT'],
  ['age', 'INTEGER'],
  ['patients', 'INTEGER'],
  ['attended', 'INTEGER'],
  ['rate', 'NUMBER'],
  ['note', 'TEXT'],
  ['_file', 'TEXT'],
  ['_row', 'INTEGER'],
]

/** @property columns and @property months what must be read of the file, to compare bytes with */
const QUERIES = [
  { name: 'count', sql: 'SELECT count(*) FROM practice', columns: [] },
  {
    name: 'filtered aggregate',
    sql: "SELECT region, sum(patients), round(avg(rate), 6) FROM practice WHERE period_start = DATE '2024-06-01' AND sex = 'F' GROUP BY 1 ORDER BY 1",
    columns: ['period_start', 'sex', 'region', 'patients', 'rate'],
    month: '2024-06-01',
  },
  {
    name: 'group by',
    sql: 'SELECT region, sex, sum(patients) FROM practice GROUP BY 1, 2 ORDER BY 1, 2',
    columns: ['region', 'sex', 'patients'],
  },
  {
    name: 'top 10',
    sql: 'SELECT org_code, period_start, patients, _row FROM practice ORDER BY patients DESC, _row LIMIT 10',
    columns: ['org_code', 'period_start', 'patients', '_row'],
  },
  {
    name: 'join',
    sql: 'SELECT o.name, sum(p.patients) FROM practice p JOIN org o USING (org_code) GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10',
    columns: ['org_code', 'patients'],
  },
]

const folder = mkdtempSync(join(tmpdir(), 'datawarp-bench-'))
const native = await (await DuckDBInstance.create(':memory:')).connect()
const running = await worker()
try {
  await publish()
  await report()
} finally {
  await running.stop()
  rmSync(folder, { recursive: true })
}

/** Rows in the order of their periods, 24 months, as the sink keeps them; row groups as large as the sink's. */
async function publish() {
  const practice = `SELECT date_trunc('month', DATE '2023-01-01' + INTERVAL (i * 24 // ${rows}) MONTH)::DATE AS period_start,
    last_day(DATE '2023-01-01' + INTERVAL (i * 24 // ${rows}) MONTH) AS period_end,
    'P' || lpad((hash(i) % 10000)::VARCHAR, 5, '0') AS org_code, 'Region ' || hash(i * 3) % 8 AS region,
    CASE hash(i * 5) % 2 WHEN 0 THEN 'F' ELSE 'M' END AS sex, (hash(i * 7) % 96)::BIGINT AS age,
    (hash(i * 11) % 1000000)::BIGINT AS patients, (hash(i * 13) % 1000)::BIGINT AS attended,
    (hash(i * 17) % 100000) / 1000.0 AS rate, CASE WHEN i % 50 = 0 THEN 'note ' || i END AS note,
    md5((i * 24 // ${rows})::VARCHAR) AS _file, i AS _row FROM range(${rows}) t(i)`
  await copy('practice', practice)
  await copy(
    'org',
    "SELECT 'P' || lpad(i::VARCHAR, 5, '0') AS org_code, 'Practice ' || i AS name FROM range(10000) t(i)",
  )
  const file = (name) => join(folder, `${name}.parquet`)
  const dataset = (name, columns, count) => {
    const bytes = statSync(file(name)).size
    return {
      dataset: name,
      columns,
      rows: count,
      bytes,
      parts: [part(`datasets/${name}/1.parquet`, count, bytes, MONTHS)],
    }
  }
  const datasets = [
    dataset('practice', COLUMNS, rows),
    dataset(
      'org',
      [
        ['org_code', 'TEXT'],
        ['name', 'TEXT'],
      ],
      10000,
    ),
  ]
  await writeCatalog(native, file('catalog'), 1, datasets)
  await put('datasets/practice/1.parquet', file('practice'))
  await put('datasets/org/1.parquet', file('org'))
  await put('datasets/catalog.parquet', file('catalog'))
}

async function copy(name, select) {
  const file = join(folder, `${name}.parquet`)
  await native.run(`COPY (${select}) TO '${file}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 131072)`)
  await native.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet('${file}')`)
}

/** The benchmark's Worker on workerd, with a bucket of its own. */
function worker() {
  prepareEngine()
  const local = {
    config: 'bench/wrangler.jsonc',
    persistTo: folder,
    ip: '127.0.0.1',
    port: 0,
    inspectorPort: 0,
    logLevel: 'error',
  }
  return unstable_dev('bench/worker.ts', {
    ...local,
    experimental: { disableExperimentalWarning: true, testMode: true },
  })
}

async function put(key, file) {
  const answer = await running.fetch(`http://bench/${key}`, { method: 'PUT', body: readFileSync(file) })
  if (!answer.ok) throw new Error(`Cannot publish ${key}: ${answer.status}`)
}

async function report() {
  const size = statSync(join(folder, 'practice.parquet')).size
  console.log(
    `${rows.toLocaleString('en')} rows x ${COLUMNS.length} columns, ${megabytes(size)}, zstd; ${cpus().length} x ${cpus()[0].model}`,
  )
  console.log(
    'Milliseconds; cold: nothing in memory but the engine; warm: the middle of 5. Bytes: read from R2, cold.\n',
  )
  console.log(
    '| query | Worker, cold | warm | native DuckDB, cold | warm | warm ratio | bytes read | needed at least | ratio |',
  )
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|')
  for (const query of QUERIES) console.log(await line(query))
  console.log(
    '\nNeeded at least: the footer and the chunks of the columns in the row groups whose statistics allow the month,',
  )
  console.log(
    'from the file itself; native DuckDB over HTTP reads these. Its HTTP extension is not part of the npm package.',
  )
}

async function line({ name, sql, columns, month }) {
  const cold = await askWorker(sql, true)
  const warm = await median(async () => (await askWorker(sql, false)).millis)
  const nativeCold = await timeNative(sql)
  const nativeWarm = await median(async () => (await timeNative(sql)).millis)
  if (JSON.stringify(cold.rows) !== JSON.stringify(nativeCold.rows))
    throw new Error(`${name}: found ${JSON.stringify(cold.rows)}, expected ${JSON.stringify(nativeCold.rows)}`)
  const needed = await neededBytes('practice', columns, month)
  const other = name === 'join' ? await neededBytes('org', ['org_code', 'name']) : 0
  const cells = [cold.millis, warm, nativeCold.millis, nativeWarm].map((millis) => millis.toFixed(0))
  const bytes = [megabytes(cold.bytesRead), megabytes(needed + other), (cold.bytesRead / (needed + other)).toFixed(2)]
  return `| ${[name, ...cells, (warm / nativeWarm).toFixed(1), ...bytes].join(' | ')} |`
}

async function askWorker(sql, fresh) {
  const answer = await running.fetch('http://bench/', {
    method: 'POST',
    body: sql,
    headers: fresh ? { 'x-fresh': '1' } : {},
  })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

async function timeNative(sql) {
  const start = performance.now()
  const reader = await native.runAndReadAll(sql)
  const millis = performance.now() - start
  return {
    millis,
    rows: reader.getRows().map((row) => row.map(plain)),
  }
}

function plain(value) {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'object' && value !== null ? String(value) : value
}

async function neededBytes(name, columns, month) {
  const file = join(folder, `${name}.parquet`)
  const bytes = readFileSync(file)
  const footer = bytes.readUInt32LE(bytes.length - 8) + 8
  const names = columns.map((column) => `'${column}'`).join(', ') || 'NULL'
  const group = month
    ? `row_group_id IN (SELECT row_group_id FROM parquet_metadata('${file}') WHERE path_in_schema = 'period_start' AND '${month}' BETWEEN stats_min_value AND stats_max_value)`
    : 'true'
  const reader = await native.runAndReadAll(
    `SELECT coalesce(sum(total_compressed_size), 0)::DOUBLE FROM parquet_metadata('${file}') WHERE path_in_schema IN (${names}) AND ${group}`,
  )
  return footer + reader.getRows()[0][0]
}

async function median(run) {
  const millis = []
  for (let i = 0; i < WARM_RUNS; i++) millis.push(await run())
  return millis.sort((a, b) => a - b)[Math.floor(WARM_RUNS / 2)]
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`
}
