import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Column, Dataset } from '../api/types'
import { useAsked } from '../api/use'
import { setSearch } from '../app/router'
import { count, whole } from '../format/numbers'
import { hashOf } from '../ask/share'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Filters } from './filters'
import { OriginPanel } from './origin'
import { allRowsSql, askRows, type Rows as Answer } from './rows-ask'
import { PAGE, readable, rowsAddress, searchOf, type View, viewOf } from './query'
import { type Cells, cellsOf, RowTable } from './row-table'

/** A table wider than this is hard to read: the others are shown on request. */
const WIDE = 18

/** The rows themselves: filtered and sorted by the server, each a press away from where it was published. */
export function Rows({ dataset }: { dataset: Dataset }) {
  const [view, setView] = useState<View>(() => viewOf(location.search, dataset))
  const [all, setAll] = useState(false)
  const [shown, setShown] = useState<{ row: Cells; column?: Column | undefined }>()
  const columns = useMemo(() => readable(dataset.columns), [dataset])
  const visible = all ? columns : columns.slice(0, WIDE)
  const asked = useRows(dataset, visible, view)
  const change = (next: Partial<View>) => {
    const changed = { ...view, page: 0, ...next }
    setView(changed)
    setSearch(searchOf(changed))
  }
  const rows = asked.value ? cellsOf(asked.value) : []
  return (
    <section id="rows" class="wide" aria-labelledby="rows-title">
      <h2 id="rows-title">Rows</h2>
      <Filters dataset={dataset} view={view} onChange={change} />
      <div aria-busy={asked.pending} class={asked.pending && asked.value ? 'stale' : ''}>
        {asked.problem && <Trouble problem={asked.problem} />}
        {!asked.value && !asked.problem && <Loading what="rows" lines={8} />}
        {asked.value && rows.length === 0 && (
          <Empty title="No row is like this">
            {view.filters.length > 0 && <button onClick={() => change({ filters: [] })}>Remove all filters</button>}
          </Empty>
        )}
        {rows.length > 0 && (
          <RowTable
            columns={visible}
            rows={rows}
            {...(view.order && { order: view.order })}
            onOrder={(order) => change({ order })}
            onRow={(row, column) => setShown({ row, column })}
          />
        )}
      </div>
      {asked.value && (
        <Below dataset={dataset} view={view} answer={asked.value} onPage={(page) => change({ page })}>
          {columns.length > WIDE && (
            <button onClick={() => setAll(!all)}>
              {all ? `Show the first ${WIDE} columns` : `Show all ${whole(columns.length)} columns`}
            </button>
          )}
        </Below>
      )}
      {shown && (
        <OriginPanel dataset={dataset} row={shown.row} column={shown.column} onClose={() => setShown(undefined)} />
      )}
    </section>
  )
}

/** Waits until typing pauses, and keeps the rows before until the next are there. */
function useRows(dataset: Dataset, visible: Column[], view: View) {
  const needed = useMemo(() => withCompanions(dataset, visible), [dataset, visible])
  const address = rowsAddress(dataset.dataset, needed, view)
  const [settled, setSettled] = useState(address)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(address), 200)
    return () => clearTimeout(timer)
  }, [address])
  const [last, setLast] = useState<Answer>()
  const asked = useAsked(settled, dataset.catalog_version, (signal) => askRows(settled, signal))
  useEffect(() => {
    if (asked.value) setLast(asked.value)
  }, [asked.value])
  return { ...asked, ...(!asked.problem && last && { value: asked.value ?? last }) }
}

/** What is shown, what is said in place of figures, and where it all comes from. */
function withCompanions(dataset: Dataset, visible: Column[]): string[] {
  const marks = visible.flatMap((column) => column.status_column ?? [])
  const always = dataset.columns.filter((column) => column.role === 'period' || column.role === 'origin')
  return [...always.map((column) => column.name), ...visible.map((column) => column.name), ...marks]
}

function Files({ dataset: { dataset }, view }: { dataset: Dataset; view: View }) {
  return (
    <>
      <a class="button" href={rowsAddress(dataset, [], view, '.csv')} download={`${dataset}.csv`}>
        These rows as CSV
      </a>
      <a class="button" href={rowsAddress(dataset, [], view, '.parquet')} download={`${dataset}.parquet`}>
        Parquet
      </a>
    </>
  )
}

interface BelowProps {
  dataset: Dataset
  view: View
  answer: Answer
  onPage: (page: number) => void
  children: preact.ComponentChildren
}

function Below({ dataset, view, answer, onPage, children }: BelowProps) {
  const from = view.page * PAGE
  return (
    <div class="below">
      <p role="status">
        {answer.row_count === 0
          ? 'No rows'
          : `Rows ${whole(from + 1)} to ${whole(from + answer.row_count)}${answer.next ? ', more follow' : ''}`}
        <span class="note">
          {' '}
          of {count(dataset.rows, 'row')} in version {answer.version}
        </span>
      </p>
      <div class="actions">
        <button disabled={view.page === 0} onClick={() => onPage(view.page - 1)}>
          Previous
        </button>
        <button disabled={!answer.next} onClick={() => onPage(view.page + 1)}>
          Next
        </button>
        {children}
        {answer.byServer && <Files dataset={dataset} view={view} />}
        <a class="button" href={`/sql${hashOf(allRowsSql(answer))}`}>
          In SQL
        </a>
      </div>
    </div>
  )
}
