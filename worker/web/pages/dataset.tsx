import { useEffect } from 'preact/hooks'
import { get, type Problem } from '../api/client'
import type { Dataset } from '../api/types'
import { useAsked } from '../api/use'
import { useLive } from '../app/live'
import { Chart } from '../dataset/chart'
import { Columns } from '../dataset/columns'
import { Coverage } from '../dataset/coverage'
import { Facts } from '../dataset/facts'
import { Releases } from '../dataset/releases'
import { Revisions } from '../dataset/revisions'
import { Rows } from '../dataset/rows'
import { Use } from '../dataset/use'
import { Loading, Trouble } from '../ui/notice'
import { Name } from '../ui/text'

const SECTIONS = [
  ['coverage', 'Coverage'],
  ['chart', 'Chart'],
  ['rows', 'Rows'],
  ['columns', 'Columns'],
  ['releases', 'Releases'],
  ['revisions', 'Revisions'],
  ['use', 'Use it'],
] as const

/** Everything about one dataset, on one page that reads from top to bottom. */
export function DatasetPage({ id }: { id: string }) {
  const { version } = useLive()
  const path = `/api/datasets/${encodeURIComponent(id)}`
  const asked = useAsked(id, version, (signal) => get<Dataset>(path, signal))
  const title = asked.value?.title ?? id
  useEffect(() => {
    document.title = `${title} · DataWarp`
  }, [title])
  if (asked.value) return <Found dataset={asked.value} />
  if (!asked.problem) return <Loading what="the dataset" lines={6} />
  return (
    <div class="wide page">
      <p class="crumbs">
        <a href="/">Datasets</a>
      </p>
      {asked.problem.status === 404 ? <Unknown id={id} /> : <Broken problem={asked.problem} />}
    </div>
  )
}

function Unknown({ id }: { id: string }) {
  return (
    <>
      <h1>There is no dataset of this name</h1>
      <p class="lead">
        Nothing is published as <code>{id}</code>.{' '}
        <a href={`/?q=${encodeURIComponent(id.replaceAll('_', ' '))}`}>Search for it</a>, or see{' '}
        <a href="/">all datasets</a>.
      </p>
    </>
  )
}

function Broken({ problem }: { problem: Problem }) {
  return (
    <>
      <h1>The dataset cannot be shown</h1>
      <Trouble problem={problem} />
    </>
  )
}

function Found({ dataset }: { dataset: Dataset }) {
  return (
    <div class="page dataset">
      <div class="wide top">
        <div>
          <p class="crumbs">
            <a href="/">Datasets</a> <span aria-hidden="true">/</span>{' '}
            <a href={`/?q=${encodeURIComponent(dataset.publication)}`}>{dataset.publication_title}</a>
          </p>
          <h1>{dataset.title}</h1>
          <p class="id">
            <Name of={dataset.dataset} />
          </p>
          <p class="lead">{dataset.description}</p>
        </div>
        <Facts dataset={dataset} />
      </div>
      <nav class="sections" aria-label="On this page">
        <div class="wide">
          {SECTIONS.map(([anchor, name]) => (
            <a key={anchor} href={`#${anchor}`}>
              {name}
            </a>
          ))}
        </div>
      </nav>
      <Coverage dataset={dataset} />
      <Chart dataset={dataset} />
      <Rows dataset={dataset} />
      <Columns dataset={dataset} />
      <Releases dataset={dataset} />
      {!dataset.dataset.endsWith('_revisions') && <Revisions dataset={dataset} />}
      <Use dataset={dataset} />
    </div>
  )
}
