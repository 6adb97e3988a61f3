import { useState } from 'preact/hooks'
import type { Dataset, Release } from '../api/types'
import { useNow } from '../app/live'
import { bytes, whole } from '../format/numbers'
import { period, range } from '../format/periods'
import { Ago, External } from '../ui/text'

/** As many as most readers want; a button shows the others. */
const FIRST = 8

/** Every issue that the dataset is made of, newest first, with the files as they were fetched. */
export function Releases({ dataset }: { dataset: Dataset }) {
  const [all, setAll] = useState(false)
  const newest = dataset.releases.toReversed()
  const shown = all ? newest : newest.slice(0, FIRST)
  return (
    <section id="releases" class="wide" aria-labelledby="releases-title">
      <h2 id="releases-title">
        Releases <span class="note">{dataset.releases.length}</span>
      </h2>
      <ol class="releases">
        {shown.map((release) => (
          <One key={release.release} release={release} />
        ))}
      </ol>
      {newest.length > shown.length && (
        <button onClick={() => setAll(true)}>Show all {whole(newest.length)} releases</button>
      )}
    </section>
  )
}

function One({ release }: { release: Release }) {
  const now = useNow()
  return (
    <li>
      <div class="which">
        <strong>{release.release}</strong>
        {release.vintage && <Vintage of={release.vintage} />}
        <span class="note">{about(release)}</span>
      </div>
      <ul>
        {release.files.map((file) => (
          <li key={file.digest + file.name}>
            <External href={file.url}>{file.name}</External>
            <span class="note">
              {bytes(file.bytes)} · <code title={`SHA-256 ${file.digest}`}>{file.digest.slice(0, 12)}</code>
            </span>
          </li>
        ))}
      </ul>
      <div class="note where">
        {/^https?:/.test(release.page) && <External href={release.page}>Published page</External>}
        <span>
          {' '}
          loaded <Ago at={release.committed_at} now={now} />
        </span>
      </div>
    </li>
  )
}

/** Provisional, final or revised, as the publisher calls it. */
export function Vintage({ of }: { of: string }) {
  return <span class={`tag ${of.split(' ')[0]}`}>{of}</span>
}

function about(release: Release): string {
  const { period_start: start, period_end: end } = release
  return start.slice(0, 7) === end.slice(0, 7) ? period({ start, end, kind: 'month' }) : range(start, end)
}
