import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { asProblem, isAbort, type Problem } from '../api/client'
import { useLive } from '../app/live'
import { askServer } from '../ask/ask'
import type { Result } from '../ask/result'
import { askBrowser, schema as readSchema } from '../ask/browser'
import { Editor, type Given } from '../sql/editor'
import { type Entry, forget, history, remember } from '../sql/history'
import { HistoryList } from '../sql/history-list'
import type { TableSchema } from '../ask/messages'
import { ResultView } from '../sql/result'
import { hashOf, type Shared, sharedIn } from '../ask/share'
import { firstLook, Tables } from '../sql/tables'
import { Tabs } from '../ui/tabs'
import { Trouble } from '../ui/notice'

type Where = Result['where']

/** What is being done, or what came of it. */
interface Run {
  stop?: AbortController
  result?: Result
  problem?: Problem
}

/** The SQL console: the engine runs in this browser, over the published parts. */
export function SqlPage() {
  const { version } = useLive()
  const [given, setGiven] = useState<Given>(() => ({ text: shared()?.sql ?? '' }))
  // The text in the editor; the editor keeps it, nothing here is drawn from it.
  const text = useRef(given.text)
  const [where, setWhere] = useState<Where>('browser')
  const [asOf, setAsOf] = useState(() => shared()?.asOf ?? '')
  const [run, setRun] = useState<Run>({})
  const [entries, setEntries] = useState<Entry[]>(history)
  const [schema, problem] = useSchema(version)

  const execute = useCallback(async (shared: Shared, at: Where) => {
    const stop = new AbortController()
    setRun((before) => (before.stop?.abort(), { stop }))
    globalThis.history.replaceState(null, '', `/sql${hashOf(shared.sql, shared.version, shared.asOf)}`)
    try {
      const result =
        at === 'server' ? await askServer(shared, stop.signal) : await askBrowser(shared.sql, shared, stop.signal)
      setRun({ result })
      setEntries(remember({ sql: shared.sql, at: new Date().toISOString(), rows: result.rows.length }))
    } catch (error) {
      if (!isAbort(error)) setRun({ problem: asProblem(error) })
    }
  }, [])
  const cancel = () => {
    run.stop?.abort()
    setRun({})
  }
  const start = (sql = text.current) => {
    if (sql.trim()) execute({ sql, ...(asOf && { asOf }) }, where)
  }
  const put = (sql: string) => setGiven({ text: (text.current = sql) })
  const rerun = (sql: string) => {
    put(sql)
    start(sql)
  }

  useShared((given) => (put(given.sql), setAsOf(given.asOf ?? '')), execute)
  useFirst(schema, (sql) => text.current || isAtWork() || put(sql))

  return (
    <div class="wide page console">
      <h1>SQL</h1>
      <p class="lead">
        Every dataset is a table; joins work across them. The engine, DuckDB, runs in your browser and reads only the
        columns and periods that a query needs.
      </p>
      <div class="desk">
        <div class="work">
          <Editor given={given} schema={schema} onText={(now) => (text.current = now)} onRun={() => start()} />
          <Bar
            run={run}
            where={where}
            asOf={asOf}
            onAsOf={setAsOf}
            onWhere={setWhere}
            onRun={() => start()}
            onCancel={cancel}
          />
          <div class="answer" aria-busy={run.stop !== undefined}>
            {run.stop && <Working where={where} />}
            {run.problem && <Trouble problem={run.problem} />}
            {run.result && <ResultView key={run.result.receipt.sql + run.result.millis} result={run.result} />}
          </div>
        </div>
        <aside class="aside" aria-label="Tables and history">
          <Tabs
            label="Tables and history"
            tabs={[
              {
                id: 'tables',
                title: 'Tables',
                body: () => (problem ? <Trouble problem={problem} /> : <Tables schema={schema} onStatement={rerun} />),
              },
              {
                id: 'history',
                title: 'History',
                body: () => (
                  <HistoryList entries={entries} onPick={rerun} onForget={(sql) => setEntries(forget(sql))} />
                ),
              },
            ]}
          />
        </aside>
      </div>
    </div>
  )
}

/** A query in the address: behind the #, or, as the API refers people here, in the search. */
function shared(): Shared | undefined {
  return sharedIn(location.hash) ?? sharedIn(location.search)
}

function useSchema(version: number): [TableSchema[], Problem | undefined] {
  const [schema, setSchema] = useState<TableSchema[]>([])
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    readSchema().then(setSchema, (error) => setProblem(asProblem(error)))
  }, [version])
  return [schema, problem]
}

/** Runs what the address says, on arrival and when another address is followed. */
function useShared(put: (given: Shared) => void, execute: (shared: Shared, at: Where) => void): void {
  useEffect(() => {
    document.title = 'SQL · DataWarp'
    const follow = () => {
      const given = shared()
      if (!given) return
      put(given)
      execute(given, 'browser')
    }
    follow()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [])
}

/** Whether somebody is about to write: what they write must not end up behind a statement of ours. */
function isAtWork(): boolean {
  return document.activeElement?.closest('.editor') != null
}

/** An empty desk gets a statement to begin with. */
function useFirst(schema: TableSchema[], offer: (sql: string) => void): void {
  const done = useRef(false)
  useEffect(() => {
    if (done.current || schema.length === 0) return
    done.current = true
    offer(firstLook(schema[0]!))
  }, [schema])
}

interface BarProps {
  run: Run
  where: Where
  asOf: string
  onAsOf: (asOf: string) => void
  onWhere: (where: Where) => void
  onRun: () => void
  onCancel: () => void
}

function Bar({ run, where, asOf, onAsOf, onWhere, onRun, onCancel }: BarProps) {
  const mac = navigator.platform.startsWith('Mac')
  return (
    <div class="bar">
      {run.stop ? (
        <button class="primary" onClick={onCancel}>
          Cancel
        </button>
      ) : (
        <button class="primary" onClick={onRun}>
          Run
        </button>
      )}
      <span id="sql-keys" class="note">
        {mac ? '⌘' : 'Ctrl'} + Enter
      </span>
      <AsOf asOf={asOf} onAsOf={onAsOf} />
      <select
        class="where"
        aria-label="Where to run"
        value={where}
        onChange={(event) => onWhere(event.currentTarget.value as Where)}
      >
        <option value="browser">in this browser</option>
        <option value="server">on the server</option>
      </select>
    </div>
  )
}

const DAY_END = 'T23:59:59.999999Z'

/** Asks what the public saw at the end of a day; an address may name a time. */
function AsOf({ asOf, onAsOf }: Pick<BarProps, 'asOf' | 'onAsOf'>) {
  const day = asOf.endsWith(DAY_END) ? asOf.slice(0, -DAY_END.length) : asOf
  const field = {
    value: day,
    title: 'What the public saw at the end of that day (UTC); what is published now when it is empty',
    onChange: (event: { currentTarget: HTMLInputElement }) => onAsOf(event.currentTarget.value),
  }
  return (
    <label class="as-of">
      As of
      {/^(\d{4}-\d{2}-\d{2})?$/.test(day) ? (
        <input type="date" max={new Date().toISOString().slice(0, 10)} {...field} />
      ) : (
        <input {...field} />
      )}
    </label>
  )
}

function Working({ where }: { where: Where }) {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 800)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p class="working" role="status">
      <span class="spin" aria-hidden="true" />
      {long && where === 'browser' ? 'Working… The first query also fetches the engine, 4 MB, once.' : 'Working…'}
    </p>
  )
}
