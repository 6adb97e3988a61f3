import { useMemo, useState } from 'preact/hooks'
import type { Column, Dataset, Period } from '../api/types'
import { whole } from '../format/numbers'
import { period } from '../format/periods'
import { Name } from '../ui/text'
import { type Filter, isPeriod, OPERATORS, periodFilters, readable, type View } from './query'
import { isNumber, shapeOf } from './shape'

interface Props {
  dataset: Dataset
  view: View
  onChange: (next: Partial<View>) => void
}

/** What is asked of the rows: a period, a name, and any condition on any column. */
export function Filters({ dataset, view, onChange }: Props) {
  const label = useMemo(() => shapeOf(dataset).subject?.label, [dataset])
  const isFound = (filter: Filter) => filter.column === label?.name && filter.operator === 'contains'
  const found = view.filters.find(isFound)
  const others = view.filters.filter((filter) => !isPeriod(filter) && !isFound(filter))
  const replace = (test: (filter: Filter) => boolean, by: Filter[]) =>
    onChange({ filters: [...view.filters.filter((filter) => !test(filter)), ...by] })
  return (
    <div class="filters">
      <div class="line">
        <PeriodChoice dataset={dataset} view={view} onPeriod={(chosen) => replace(isPeriod, chosen)} />
        {label && (
          <label class="field grow">
            <span>
              Find in <Name of={label.name} />
            </span>
            <input
              type="search"
              value={found?.value ?? ''}
              onInput={({ currentTarget: { value } }) =>
                replace(isFound, value ? [{ column: label.name, operator: 'contains', value }] : [])
              }
            />
          </label>
        )}
        <AddFilter columns={readable(dataset.columns)} onAdd={(filter) => replace(() => false, [filter])} />
      </div>
      {others.length > 0 && (
        <ul class="chips" aria-label="Filters">
          {others.map((filter) => (
            <li key={JSON.stringify(filter)}>
              <Name of={filter.column} /> {wordsOf(filter)} {filter.value && <q>{filter.value}</q>}
              <button
                class="quiet"
                onClick={() => replace((each) => each === filter, [])}
                aria-label="Remove this filter"
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function wordsOf(filter: Filter): string {
  return OPERATORS.find(({ id }) => id === filter.operator)?.words ?? filter.operator
}

const keyOf = ({ start, end }: { start: string; end: string }) => `${start}/${end}`

interface PeriodChoiceProps {
  dataset: Dataset
  view: View
  onPeriod: (filters: Filter[]) => void
}

function PeriodChoice({ dataset, view, onPeriod }: PeriodChoiceProps) {
  const value = (column: string) => view.filters.find((each) => isPeriod(each) && each.column === column)?.value ?? ''
  const chosen = keyOf({ start: value('period_start'), end: value('period_end') })
  const periods = useMemo(
    () => new Map<string, Period>(dataset.periods.toReversed().map((each) => [keyOf(each), each])),
    [dataset],
  )
  return (
    <label class="field">
      <span>Period</span>
      <select
        value={periods.has(chosen) ? chosen : ''}
        onChange={({ currentTarget }) => {
          const picked = periods.get(currentTarget.value)
          onPeriod(picked ? periodFilters(picked) : [])
        }}
      >
        <option value="">All {whole(periods.size)} periods</option>
        {[...periods].map(([key, each]) => (
          <option key={key} value={key}>
            {period(each)}
          </option>
        ))}
      </select>
    </label>
  )
}

function AddFilter({ columns, onAdd }: { columns: Column[]; onAdd: (filter: Filter) => void }) {
  const [open, setOpen] = useState(false)
  const [name, setName] = useState(columns[0]?.name ?? '')
  const column = columns.find((each) => each.name === name)
  const kind = column && isNumber(column) ? 'number' : 'text'
  const operators = OPERATORS.filter(({ types }) => types === 'all' || types === kind || column?.type === 'DATE')
  const [chosen, setChosen] = useState('')
  const operator = operators.find(({ id }) => id === chosen) ?? operators[0]!
  const submit = (event: Event) => {
    event.preventDefault()
    const value = String(new FormData(event.currentTarget as HTMLFormElement).get('value') ?? '')
    onAdd({ column: name, operator: operator.id, value: operator.bare ? '' : value })
    setOpen(false)
  }
  if (!open) return <button onClick={() => setOpen(true)}>Add a filter</button>
  return (
    <form class="add" onSubmit={submit} aria-label="New filter">
      <select aria-label="Column" value={name} onChange={(event) => setName(event.currentTarget.value)} autofocus>
        {columns.map((each) => (
          <option key={each.name}>{each.name}</option>
        ))}
      </select>
      <select aria-label="Condition" value={operator.id} onChange={(event) => setChosen(event.currentTarget.value)}>
        {operators.map(({ id, words }) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
      {!operator.bare && (
        <input name="value" aria-label="Value" required inputMode={kind === 'number' ? 'decimal' : 'text'} />
      )}
      <button class="primary">Add</button>
      <button type="button" onClick={() => setOpen(false)}>
        Cancel
      </button>
    </form>
  )
}
