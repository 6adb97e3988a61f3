import type { Catalog } from '../../src/catalog/catalog'
import { typeName } from '../../src/catalog/describe'
import type { TableSchema } from './messages'

/** The tables that SQL can name, with their columns. */
export function schemaOf(catalog: Catalog | undefined): TableSchema[] {
  return (catalog?.datasets ?? []).map((dataset) => ({
    dataset: dataset.dataset,
    title: dataset.title,
    rows: Number(dataset.rows),
    columns: dataset.columns.map((column) => ({
      name: column.name,
      type: typeName(column),
      role: column.role.toLowerCase(),
      unit: column.unit,
      description: column.description,
    })),
  }))
}
