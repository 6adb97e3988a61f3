/**
 * Writes a catalogue as the sink would, for datasets that were made for a test or a benchmark.
 *
 * @param {import('@duckdb/node-api').DuckDBConnection} native
 * @param {string} file where to
 * @param {number} version
 * @param {{ dataset: string, columns: [name: string, base: string, role?: string, unit?: string][], parts: object[], rows: number, bytes: number }[]} datasets
 */
export async function writeCatalog(native, file, version, datasets) {
  const rows = datasets.map((dataset) => literal(row(dataset, version)))
  const footer = JSON.stringify({ version, committedAt: '2025-04-10T09:31:07.412Z' })
  await native.run(
    `COPY (SELECT unnest(r) FROM (SELECT unnest([${rows.join(', ')}]) AS r)) TO '${file}' ` +
      `(FORMAT parquet, COMPRESSION zstd, KV_METADATA {'datawarp.catalog': '${footer}'})`,
  )
}

/** A part that holds rows of some months, each named by its first day. */
export function part(key, rows, bytes, months) {
  const periods = months.map((month) => ({ start: new Date(month), end: lastDay(month), kind: 'month', rows: 0n }))
  return { key, rows: BigInt(rows), bytes: BigInt(bytes), sha256: '0'.repeat(64), end_lsn: 0n, periods }
}

function lastDay(month) {
  const day = new Date(month)
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0))
}

function row({ dataset, columns, parts, rows, bytes }, version) {
  const text = (name) => ({ [name]: `${name} of ${dataset}` })
  return {
    dataset,
    ...Object.assign({}, ...['title', 'description', 'publication', 'publication_title', 'publisher'].map(text)),
    licence: 'OGL-UK-3.0',
    landing_page: 'https://publisher.example/',
    version: BigInt(version),
    changed_at: new Date('2025-04-10'),
    rows: BigInt(rows),
    bytes: BigInt(bytes),
    columns: columns.map(([name, base, role = 'MEASURE', unit = '']) => ({
      name,
      type: { base, precision: 0, scale: 0 },
      role,
      unit,
      description: '',
    })),
    parts,
    releases: [release(parts[0].periods[0])],
    next_part: 1n,
    changes_offset: 0n,
    file: '',
  }
}

function release({ start, end }) {
  const file = {
    digest: '1'.repeat(64),
    name: 'a.csv',
    url: 'https://publisher.example/a.csv',
    bytes: 1n,
    fetched_at: start,
  }
  const names = { release: '2025-03', vintage: 'final', page: 'https://publisher.example/', manifest_version: '1' }
  return { ...names, period_start: start, period_end: end, committed_at: end, files: [file] }
}

function literal(value) {
  if (typeof value === 'number') return String(value)
  if (typeof value === 'bigint') return `${value}::BIGINT`
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`
  if (value instanceof Date) return `DATE '${value.toISOString().slice(0, 10)}'`
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, each]) => `'${name}': ${literal(each)}`)
    .join(', ')}}`
}
