import { useEffect, useState } from 'preact/hooks'
import { count } from '../format/numbers'
import { useLive } from './live'

/** Says that new data came, to those who see and to those who listen. The pages have already taken it. */
export function News() {
  const { version, news, reachable } = useLive()
  const [seen, setSeen] = useState(0)
  const latest = news[0]
  const show = latest !== undefined && latest.version > seen
  useEffect(() => {
    if (!show) return
    const timer = setTimeout(() => setSeen(version), 12_000)
    return () => clearTimeout(timer)
  }, [show, version])
  const names = latest?.datasets.map((dataset) => dataset.title) ?? []
  return (
    <div class="news" role="status" aria-live="polite">
      {!reachable && <p class="offline">The server cannot be reached. Trying again…</p>}
      {show && latest && (
        <p>
          <a href="/changes">Version {latest.version}</a>
          {': '}
          {names.length === 1 ? names[0] : `${count(names.length, 'dataset')} changed`}
          <button class="quiet" onClick={() => setSeen(version)} aria-label="Dismiss">
            ×
          </button>
        </p>
      )}
    </div>
  )
}
