import { useEffect, useState } from 'preact/hooks'
import { asProblem, isAbort, type Problem } from './client'

/** What is known of something that is asked for. `value` stays while newer ones are fetched, so pages do not flicker. */
export interface Asked<T> {
  value?: T
  problem?: Problem
  pending: boolean
}

/** How long to wait before a server that could not be reached is tried again. */
const RETRY = 4000

/**
 * Asks when the page first needs it and whenever `key` or `version` changes.
 *
 * @param key what is asked for: with another key the old value is forgotten; with none, nothing is asked
 * @param version of the catalogue: with another version the old value is shown until the new one is there
 */
export function useAsked<T>(
  key: string | undefined,
  version: number,
  ask: (signal: AbortSignal) => Promise<T>,
): Asked<T> {
  const [state, setState] = useState<Asked<T> & { key?: string | undefined }>({ pending: true })
  const [tries, setTries] = useState(0)
  const offline = state.problem?.code === 'offline'
  useEffect(() => {
    if (!offline) return
    const timer = setTimeout(() => setTries(tries + 1), RETRY)
    return () => clearTimeout(timer)
  }, [offline, tries])
  useEffect(() => {
    if (key === undefined) return
    const stop = new AbortController()
    setState((before) => (before.key === key ? { ...before, pending: true } : { key, pending: true }))
    ask(stop.signal).then(
      (value) => setState({ key, value, pending: false }),
      (error) => {
        if (!isAbort(error)) setState((before) => ({ ...before, key, problem: asProblem(error), pending: false }))
      },
    )
    return () => stop.abort()
  }, [key, version, tries])
  return state.key === key ? state : { pending: true }
}
