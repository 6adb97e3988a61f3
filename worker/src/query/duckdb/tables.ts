import type { Catalog, ColumnType, Dataset } from '../../catalog/catalog'
import { type DuckDbInstance, PLAN_SCHEMA, RUN_SCHEMA } from './instance'
import type { PartCache, PartFile, RowGroup } from './parts'

/** A part that is asked, with what its footer says. */
export interface OpenPart {
  file: PartFile
  groups: RowGroup[]
}

/** What the names of datasets stand for in an instance. Made when they are needed, and again when they change. */
export class EngineTables {
  /** The statements that made each. */
  private readonly made = new Map<string, string>()

  constructor(
    private readonly instance: DuckDbInstance,
    private readonly cache: PartCache,
  ) {}

  makePlanTable(dataset: Dataset): void {
    this.make(`plan ${dataset.dataset}`, planTable(dataset))
  }

  makeView(dataset: Dataset, parts: OpenPart[]): void {
    for (const { file } of parts) this.instance.register(file.key)
    this.make(`run ${dataset.dataset}`, [partsView(dataset, parts)])
  }

  makeCatalog({ version, parquet }: Catalog): void {
    if (!parquet) return
    const key = `catalog ${version}`
    this.cache.hold(key, new Uint8Array(parquet))
    this.instance.register(key)
    this.make('catalog', catalogTables(key))
  }

  private make(name: string, statements: string[]): void {
    const content = statements.join('; ')
    if (this.made.get(name) === content) return
    this.made.delete(name)
    for (const statement of statements) this.instance.run('admin', statement)
    this.made.set(name, content)
  }
}

/**
 * Makes an empty table like a dataset, so that statements can be checked and planned before anything is read. It has
 * held the extremes of each type: from their statistics the optimiser concludes nothing.
 */
function planTable({ dataset, columns }: Dataset): string[] {
  const name = `${PLAN_SCHEMA}.${quoted(dataset)}`
  const types = columns.map(({ type }) => sqlType(type))
  const definitions = columns.map((column, i) => `${quoted(column.name)} ${types[i]}`)
  const rows = [0, 1, 2].map(
    (i) => `(${columns.map(({ type }, j) => `CAST(${extremes(type)[i]} AS ${types[j]})`).join(', ')})`,
  )
  return [
    `CREATE OR REPLACE TABLE ${name} (${definitions.join(', ')})`,
    `INSERT INTO ${name} VALUES ${rows.join(', ')}`,
    `DELETE FROM ${name}`,
  ]
}

/** Makes a dataset's name mean some of its parts. A column that is younger than a part is null there. */
function partsView({ dataset, columns }: Dataset, parts: OpenPart[]): string {
  const present = new Set(parts.flatMap((part) => part.groups.flatMap((group) => [...group.chunks.keys()])))
  const missing = (name: string) => !present.has(name.toLowerCase())
  const select = columns.map(({ name, type }) =>
    missing(name) ? `CAST(NULL AS ${sqlType(type)}) AS ${quoted(name)}` : quoted(name),
  )
  const keys = parts.filter((part) => part.groups.length > 0).map(({ file }) => literal(file.key))
  const source = keys.length > 0 ? `FROM read_parquet([${keys.join(', ')}], union_by_name = true)` : 'WHERE false'
  return `CREATE OR REPLACE VIEW ${RUN_SCHEMA}.${quoted(dataset)} AS SELECT ${select.join(', ')} ${source}`
}

/** Makes the catalogue a table in both schemas. */
function catalogTables(key: string): string[] {
  const source = `SELECT * FROM read_parquet([${literal(key)}])`
  return [
    `CREATE OR REPLACE VIEW ${RUN_SCHEMA}."catalog" AS ${source}`,
    `CREATE OR REPLACE TABLE ${PLAN_SCHEMA}."catalog" AS ${source}`,
    `DELETE FROM ${PLAN_SCHEMA}."catalog"`,
  ]
}

export function sqlType({ base, precision, scale }: ColumnType): string {
  const types = {
    TEXT: 'VARCHAR',
    INTEGER: 'BIGINT',
    NUMBER: 'DOUBLE',
    DECIMAL: `DECIMAL(${precision},${scale})`,
    BOOLEAN: 'BOOLEAN',
    DATE: 'DATE',
    TIMESTAMP: 'TIMESTAMP',
  }
  return types[base]
}

function extremes({ base, precision, scale }: ColumnType): [string, string, string] {
  const digits = `${'9'.repeat(precision - scale) || '0'}.${'9'.repeat(scale)}`
  const bounds = {
    TEXT: ["''", 'chr(1114111)'],
    INTEGER: ["'-9223372036854775808'", "'9223372036854775807'"],
    NUMBER: ["'-infinity'", "'nan'"],
    DECIMAL: [`'-${digits}'`, `'${digits}'`],
    BOOLEAN: ['false', 'true'],
    DATE: ["'-infinity'", "'infinity'"],
    TIMESTAMP: ["'-infinity'", "'infinity'"],
  } as const
  return [...bounds[base], 'NULL']
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
