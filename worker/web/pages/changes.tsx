import { useEffect } from 'preact/hooks'
import { get } from '../api/client'
import { allDatasets } from '../api/datasets'
import type { Change, Changes as Answer, DatasetChange, Summary } from '../api/types'
import { useAsked } from '../api/use'
import { useLive, useNow } from '../app/live'
import { count, whole } from '../format/numbers'
import { day, period } from '../format/periods'
import { clock, date } from '../format/times'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Ago } from '../ui/text'

/** What changed lately, by version of the catalogue, and how fresh every publication is. Updates itself. */
export function Changes() {
  const { version, news } = useLive()
  useEffect(() => {
    document.title = 'Changes · DataWarp'
  }, [])
  const changes = useAsked('changes', version, (signal) => get<Answer>('/api/changes?limit=100', signal))
  const list = useAsked('datasets', version, (signal) => allDatasets(signal))
  return (
    <div class="wide page">
      <h1>What changed</h1>
      <p class="lead">
        A release becomes visible as a whole, as one version. This page follows by itself; so does any reader of the{' '}
        <a href="/api/changes.atom">Atom feed</a>.
      </p>
      <div class="beside">
        <section aria-labelledby="versions">
          <h2 id="versions">Versions</h2>
          {changes.value ? (
            <Versions changes={changes.value.changes} fresh={new Set(news.map((change) => change.version))} />
          ) : changes.problem ? (
            <Trouble problem={changes.problem} />
          ) : (
            <Loading what="the changes" />
          )}
        </section>
        <section aria-labelledby="fresh">
          <h2 id="fresh">How fresh it is</h2>
          {list.value ? (
            <Freshness datasets={list.value.datasets} />
          ) : list.problem ? (
            <Trouble problem={list.problem} />
          ) : (
            <Loading what="the publications" />
          )}
        </section>
      </div>
    </div>
  )
}

function Versions({ changes, fresh }: { changes: Change[]; fresh: Set<number> }) {
  if (changes.length === 0) return <Empty title="No change is on record" />
  const days = new Map<string, Change[]>()
  for (const change of changes) {
    const day = date(change.committed_at)
    days.set(day, [...(days.get(day) ?? []), change])
  }
  return (
    <>
      {[...days].map(([day, versions]) => (
        <section key={day} class="day">
          <h3>{day}</h3>
          <ol class="versions">
            {versions.map((change) => (
              <li key={change.version} class={fresh.has(change.version) ? 'fresh' : ''}>
                <p class="version">
                  <span>Version {change.version}</span>
                  <time dateTime={change.committed_at}>{clock(change.committed_at)}</time>
                </p>
                <ul>
                  {change.datasets.map((dataset) => (
                    <One key={dataset.dataset} change={dataset} />
                  ))}
                </ul>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </>
  )
}

function One({ change }: { change: DatasetChange }) {
  const periods = change.periods.map(period)
  const more = change.period_count - periods.length
  return (
    <li>
      <a href={`/datasets/${change.dataset}`}>{change.title}</a>
      {change.added && <span class="tag new">new</span>}
      <p class="counts">
        {change.replaced ? (
          <span>all {count(change.rows, 'row')} loaded again</span>
        ) : (
          <>
            {change.inserted > 0 && <span class="plus">+{whole(change.inserted)}</span>}
            {change.updated > 0 && <span class="changed">{whole(change.updated)} corrected</span>}
            {change.deleted > 0 && <span class="minus">−{whole(change.deleted)}</span>}
            {change.inserted + change.updated + change.deleted === 0 && <span>no row changed</span>}
          </>
        )}
        {change.releases.map(({ release, vintage }) => (
          <span key={release}>
            release {release}
            {vintage && <span class={`tag ${vintage.split(' ')[0]}`}>{vintage}</span>}
          </span>
        ))}
        {periods.length > 0 && (
          <span>
            {periods.join(', ')}
            {more > 0 && ` and ${count(more, 'period')} before`}
          </span>
        )}
      </p>
    </li>
  )
}

const OFTEN: Record<string, string> = {
  day: 'a release a day',
  week: 'a release a week',
  month: 'a release a month',
  quarter: 'a release a quarter',
  year: 'a release a year',
  irregular: 'now and then',
}

interface Standing {
  /** The dataset of the publication that has the latest period. */
  latest: Summary
  /** The one that changed last. */
  changed: Summary
}

/** Every publication, the one that changed last first. */
export function standings(datasets: Summary[]): Standing[] {
  const known = new Map<string, Standing>()
  for (const dataset of datasets) {
    const { latest, changed } = known.get(dataset.publication) ?? { latest: dataset, changed: dataset }
    known.set(dataset.publication, {
      latest: (dataset.last_period ?? '') > (latest.last_period ?? '') ? dataset : latest,
      changed: dataset.changed_at > changed.changed_at ? dataset : changed,
    })
  }
  return [...known.values()].sort((a, b) => (a.changed.changed_at < b.changed.changed_at ? 1 : -1))
}

function Freshness({ datasets }: { datasets: Summary[] }) {
  const now = useNow()
  const rows = standings(datasets)
  return (
    <table class="plain freshness">
      <thead>
        <tr>
          <th scope="col">Publication</th>
          <th scope="col">Release</th>
          <th scope="col">Data to</th>
          <th scope="col">Changed</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ latest, changed }) => (
          <tr key={latest.publication}>
            <th scope="row">
              <a href={`/?q=${encodeURIComponent(latest.publication)}`}>{latest.publication_title}</a>
              {latest.frequency && <span class="note">{OFTEN[latest.frequency] ?? latest.frequency}</span>}
            </th>
            <td>{latest.latest_release}</td>
            <td>{latest.last_period && day(latest.last_period)}</td>
            <td>
              <Ago at={changed.changed_at} now={now} />
              {changed.newest_release !== latest.latest_release && (
                <span class="note">release {changed.newest_release}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
