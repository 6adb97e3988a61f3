import { useState } from 'preact/hooks'
import type { Column, Dataset } from '../api/types'
import { count } from '../format/numbers'
import { Name } from '../ui/text'

const ROLES: Record<Column['role'], string> = {
  period: 'when',
  key: 'key',
  dimension: 'dimension',
  measure: 'figure',
  attribute: 'attribute',
  status: 'mark',
  origin: 'origin',
}

/** More than this and a search helps. */
const MANY = 20

/** What each column means. */
export function Columns({ dataset }: { dataset: Dataset }) {
  const [word, setWord] = useState('')
  const own = dataset.columns.filter((column) => column.role !== 'status')
  const shown = own.filter((column) =>
    `${column.name} ${column.description}`.toLowerCase().includes(word.toLowerCase()),
  )
  return (
    <section id="columns" class="wide" aria-labelledby="columns-title">
      <h2 id="columns-title">
        Columns <span class="note">{own.length}</span>
      </h2>
      {own.length > MANY && (
        <label class="field narrow">
          <span>Find a column</span>
          <input type="search" value={word} onInput={(event) => setWord(event.currentTarget.value)} />
        </label>
      )}
      <p class="unseen" role="status">
        {word && `${count(shown.length, 'column')} found`}
      </p>
      <ColumnTable columns={shown} identity={new Set(dataset.identity)} />
      <Marks marks={dataset.marks} />
    </section>
  )
}

function ColumnTable({ columns, identity }: { columns: Column[]; identity: Set<string> }) {
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label="Columns of the dataset">
      <table class="plain columns">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Meaning</th>
            <th scope="col">Role</th>
            <th scope="col">Type</th>
            <th scope="col">Unit</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.name}>
              <th scope="row">
                <Name of={column.name} />
              </th>
              <td>
                {column.description}
                <div class="note">
                  <Headings of={column} />
                  {column.status_column && (
                    <>
                      {' '}
                      A mark in place of the figure is in <Name of={column.status_column} />.
                    </>
                  )}
                </div>
              </td>
              <td>
                <span class={`tag ${column.role}`}>{ROLES[column.role]}</span>
                {identity.has(column.name) && column.role !== 'key' && <span class="note"> part of the key</span>}
              </td>
              <td class="quiet">{column.type.toLowerCase()}</td>
              <td class="quiet">{column.unit}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the publisher calls it, and has called it. */
function Headings({ of: { headings } }: { of: Column }) {
  const texts = [...new Set(headings.map((heading) => heading.text))]
  if (texts.length === 0) return null
  return (
    <>
      Published as <q>{texts[0]}</q>
      {texts.length > 1 && (
        <span title={texts.slice(1).join('\n')}>, and {count(texts.length - 1, 'other heading')}</span>
      )}
      .
    </>
  )
}

function Marks({ marks }: { marks: Dataset['marks'] }) {
  if (marks.length === 0) return null
  return (
    <>
      <h3>Marks in place of figures</h3>
      <dl class="marks">
        {marks.map(({ mark, meaning }) => (
          <div key={mark}>
            <dt>
              <span class="mark">{mark}</span>
            </dt>
            <dd>{meaning || 'The publisher does not say what it means'}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
