import type { ColumnType } from '../../catalog/catalog'

/** A name as SQL has it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as SQL has it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** The engine's type for a type of the catalogue. */
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
