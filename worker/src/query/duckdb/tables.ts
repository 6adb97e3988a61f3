import type { Catalog, ColumnType, Dataset } from '../../catalog/catalog'
import { type DuckDbInstance, PLAN_SCHEMA, RUN_SCHEMA } from './instance'
import { literal, quoted, sqlType } from './names'
import type { PartCache, PartFile, RowGroup } from './parts'
import type { Then } from './then'

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

  /** @param then makes the names of datasets mean what was seen of them at a time */
  makePlanTables(datasets: Dataset[], then: Then | undefined): void {
    const schema = then ? this.schemaOfNow(PLAN_SCHEMA) : PLAN_SCHEMA
    for (const dataset of datasets) this.make(schema, dataset.dataset, planTable(schema, dataset))
    this.makeThen(PLAN_SCHEMA, schema, then)
  }

  makeViews(opened: Map<Dataset, OpenPart[]>, then: Then | undefined): void {
    const schema = then ? this.schemaOfNow(RUN_SCHEMA) : RUN_SCHEMA
    for (const [dataset, parts] of opened) {
      for (const { file } of parts) this.instance.register(file.key)
      this.make(schema, dataset.dataset, [partsView(schema, dataset, parts)])
    }
    this.makeThen(RUN_SCHEMA, schema, then)
  }

  /** The columns that a view was made of may have become others since, so it is made each time. */
  private makeThen(schema: string, now: string, then: Then | undefined): void {
    for (const [{ dataset }, select] of then?.selects(now) ?? []) {
      this.drop(schema, dataset)
      this.make(schema, dataset, [`CREATE OR REPLACE VIEW ${schema}.${quoted(dataset)} AS ${select}`])
    }
  }

  /** Where datasets are as they are now while their names mean what they were. */
  private schemaOfNow(schema: string): string {
    const now = `${schema}_now`
    this.instance.run('admin', `CREATE SCHEMA IF NOT EXISTS ${now}`)
    return now
  }

  makeCatalog({ version, parquet }: Catalog): void {
    if (!parquet) return
    const key = `catalog ${version}`
    this.cache.hold(key, new Uint8Array(parquet))
    this.instance.register(key)
    this.make(RUN_SCHEMA, 'catalog', catalogTables(key))
  }

  private make(schema: string, name: string, statements: string[]): void {
    const key = `${schema} ${name}`
    const content = statements.join('; ')
    const before = this.made.get(key)
    if (before === content) return
    if (before !== undefined && isTable(before) !== isTable(content)) this.drop(schema, name)
    this.made.delete(key)
    for (const statement of statements) this.instance.run('admin', statement)
    this.made.set(key, content)
  }

  private drop(schema: string, name: string): void {
    const made = this.made.get(`${schema} ${name}`)
    if (made === undefined) return
    this.instance.run('admin', `DROP ${isTable(made) ? 'TABLE' : 'VIEW'} ${schema}.${quoted(name)}`)
    this.made.delete(`${schema} ${name}`)
  }
}

/** Tables and views cannot take each other's place. */
function isTable(made: string): boolean {
  return made.startsWith('CREATE OR REPLACE TABLE')
}

/**
 * Makes an empty table like a dataset, so that statements can be checked and planned before anything is read. It has
 * held the extremes of each type: from their statistics the optimiser concludes nothing.
 */
function planTable(schema: string, { dataset, columns }: Dataset): string[] {
  const name = `${schema}.${quoted(dataset)}`
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
function partsView(schema: string, { dataset, columns }: Dataset, parts: OpenPart[]): string {
  const present = new Set(parts.flatMap((part) => part.groups.flatMap((group) => [...group.chunks.keys()])))
  const missing = (name: string) => !present.has(name.toLowerCase())
  const select = columns.map(({ name, type }) =>
    missing(name) ? `CAST(NULL AS ${sqlType(type)}) AS ${quoted(name)}` : quoted(name),
  )
  const keys = parts.filter((part) => part.groups.length > 0).map(({ file }) => literal(file.key))
  const source = keys.length > 0 ? `FROM read_parquet([${keys.join(', ')}], union_by_name = true)` : 'WHERE false'
  return `CREATE OR REPLACE VIEW ${schema}.${quoted(dataset)} AS SELECT ${select.join(', ')} ${source}`
}

/** Makes the catalogue a table in both schemas: it says what is published now, also in a statement as of another time. */
function catalogTables(key: string): string[] {
  const source = `SELECT * FROM read_parquet([${literal(key)}])`
  return [
    `CREATE OR REPLACE VIEW ${RUN_SCHEMA}."catalog" AS ${source}`,
    `CREATE OR REPLACE TABLE ${PLAN_SCHEMA}."catalog" AS ${source}`,
    `DELETE FROM ${PLAN_SCHEMA}."catalog"`,
  ]
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
