import { useNow } from '../app/live'
import { count } from '../format/numbers'
import { Empty } from '../ui/notice'
import { Ago } from '../ui/text'
import type { Entry } from './history'

interface Props {
  entries: Entry[]
  onPick: (sql: string) => void
  /** Without a statement: forget them all. */
  onForget: (sql?: string) => void
}

/** What was run here before. */
export function HistoryList({ entries, onPick, onForget }: Props) {
  const now = useNow()
  if (entries.length === 0) {
    return (
      <Empty title="Nothing was run yet">
        <p>Queries that you run are kept here, in this browser only.</p>
      </Empty>
    )
  }
  return (
    <div class="history">
      <ul>
        {entries.map((entry) => (
          <li key={entry.sql}>
            <button class="quiet" onClick={() => onPick(entry.sql)} title="Run it again">
              <code>{entry.sql}</code>
              <span class="note">
                {count(entry.rows, 'row')}, <Ago at={entry.at} now={now} />
              </span>
            </button>
            <button class="quiet" onClick={() => onForget(entry.sql)} aria-label="Forget this query">
              ×
            </button>
          </li>
        ))}
      </ul>
      <button class="small" onClick={() => onForget()}>
        Forget all
      </button>
    </div>
  )
}
