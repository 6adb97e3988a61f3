import { useEffect, useState } from 'preact/hooks'
import { get } from '../api/client'
import type { Change, Changes } from '../api/types'

/** Often enough that a commit shows within seconds; unchanged, an answer is a header. */
const INTERVAL = 3000

/** The version of the catalogue that the page shows, kept up to date while the page is visible. */
export interface Live {
  version: number
  committedAt?: string
  /** What came since the page was opened, newest first. */
  news: Change[]
  reachable: boolean
}

let live: Live = { version: 0, news: [], reachable: true }
const listeners = new Set<(live: Live) => void>()

export function useLive(): Live {
  const [state, setState] = useState(live)
  useEffect(() => {
    setState(live)
    listeners.add(setState)
    return () => void listeners.delete(setState)
  }, [])
  return state
}

/** Checks for a new version every few seconds; not in a hidden tab. */
export function watchCatalogue(): void {
  let timer = 0
  const look = async () => {
    clearTimeout(timer)
    if (document.hidden) return
    await poll()
    timer = window.setTimeout(look, INTERVAL)
  }
  document.addEventListener('visibilitychange', look)
  look()
}

async function poll(): Promise<void> {
  try {
    const head = await get<Changes>('/api/changes?limit=1')
    if (head.version !== live.version) tell(await since(live.version, head))
    else if (!live.reachable) tell({ ...live, reachable: true })
  } catch {
    if (live.reachable) tell({ ...live, reachable: false })
  }
}

async function since(before: number, head: Changes): Promise<Live> {
  const next = { version: head.version, committedAt: head.committed_at, reachable: true }
  if (before === 0) return { ...next, news: [] }
  const { changes } = await get<Changes>(`/api/changes?since=${before}&limit=20`)
  return { ...next, news: [...changes, ...live.news].slice(0, 50) }
}

function tell(next: Live): void {
  live = next
  for (const listener of listeners) listener(next)
}

/** The time, renewed often enough for "3 minutes ago". */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
