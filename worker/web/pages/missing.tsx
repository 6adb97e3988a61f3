import { useEffect } from 'preact/hooks'

/** An address that leads nowhere. */
export function Missing() {
  useEffect(() => {
    document.title = 'Not found · DataWarp'
  }, [])
  return (
    <div class="wide page">
      <h1>There is no page here</h1>
      <p class="lead">The address may be misspelt, or the page may have moved.</p>
      <p>
        <a href="/">All datasets</a>, the <a href="/sql">SQL console</a>, or <a href="/changes">what changed lately</a>.
      </p>
    </div>
  )
}
