import { useState } from 'preact/hooks'
import { whole } from '../format/numbers'
import { Name } from '../ui/text'
import type { TableSchema } from '../ask/messages'

/** The tables and their columns; a press puts a statement or a name into the editor. */
export function Tables({ schema, onStatement }: { schema: TableSchema[]; onStatement: (sql: string) => void }) {
  const [word, setWord] = useState('')
  const wanted = word.toLowerCase()
  const shown = schema.filter(({ dataset, title, columns }) =>
    [dataset, title, ...columns.map(({ name }) => name)].some((text) => text.toLowerCase().includes(wanted)),
  )
  return (
    <div class="tables">
      <label class="field">
        <span>Find a table or column</span>
        <input type="search" value={word} onInput={(event) => setWord(event.currentTarget.value)} />
      </label>
      <ul>
        {shown.map((table) => (
          <li key={table.dataset}>
            <details>
              <summary>
                <Name of={table.dataset} />
                <span class="note">
                  {table.title} · {whole(table.rows)} rows
                </span>
              </summary>
              <p>
                <button class="small" onClick={() => onStatement(firstLook(table))}>
                  Look at it
                </button>{' '}
                <a href={`/datasets/${table.dataset}`}>About the dataset</a>
              </p>
              <ul>
                {table.columns
                  .filter(({ name }) => !wanted || table.dataset.includes(wanted) || name.includes(wanted))
                  .map((column) => (
                    <li key={column.name} title={column.description}>
                      <Name of={column.name} />{' '}
                      <span class="note">
                        {column.type.toLowerCase()}
                        {column.unit && `, ${column.unit}`}
                      </span>
                    </li>
                  ))}
              </ul>
            </details>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A statement that shows what a table is like: its own columns, the newest first. */
export function firstLook({ dataset, columns }: TableSchema): string {
  const own = columns.filter(({ role }) => role !== 'origin' && role !== 'status').map(({ name }) => name)
  const named = own.filter((name) => name !== 'period_end' && name !== 'period_kind').slice(0, 8)
  const order = own.includes('period_start') ? '\nORDER BY period_start DESC' : ''
  return `SELECT ${named.join(', ')}\nFROM ${dataset}${order}\nLIMIT 100`
}
