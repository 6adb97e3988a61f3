import { useEffect, useMemo, useState } from 'preact/hooks'
import { allDatasets } from '../api/datasets'
import { useTyped } from '../api/typed'
import type { Datasets, Summary } from '../api/types'
import { useAsked } from '../api/use'
import { useLive, useNow } from '../app/live'
import { setSearch } from '../app/router'
import { axisOf, AxisTicks, type Axis, Span } from '../chart/span'
import { matches, wordsOf } from '../catalogue/search'
import { bytes, count, whole } from '../format/numbers'
import { range } from '../format/periods'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Ago, Found, Name } from '../ui/text'

/** What there is: one line of introduction, a search, and all datasets on one axis of time. */
export function Home() {
  const { version } = useLive()
  const list = useAsked('datasets', version, (signal) => allDatasets(signal))
  const [query, setQuery] = useState(() => new URLSearchParams(location.search).get('q') ?? '')
  useEffect(() => {
    document.title = 'DataWarp: NHS statistics as tables you can query'
  }, [])
  const search = (text: string) => {
    setQuery(text)
    setSearch({ q: text })
  }
  return (
    <div class="page">
      <div class="wide hero">
        <h1>NHS statistics, as tables you can query</h1>
        <p class="lead">
          From the publisher’s page to here within minutes, and every number leads back to the file, sheet and row that
          it was published in.
        </p>
        <SearchBox query={query} onQuery={search} />
        {list.value && <Totals list={list.value} />}
      </div>
      {list.value ? (
        <Catalogue list={list.value} query={query} onQuery={search} />
      ) : list.problem ? (
        <div class="wide">
          <Trouble problem={list.problem} />
        </div>
      ) : (
        <Loading what="the datasets" lines={6} />
      )}
    </div>
  )
}

function SearchBox({ query, onQuery }: { query: string; onQuery: (text: string) => void }) {
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <label for="q" class="unseen">
        Search datasets
      </label>
      <input
        id="q"
        type="search"
        placeholder="Search: attendances, sickness, practice code …"
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        autocomplete="off"
        spellcheck={false}
        enterkeyhint="search"
      />
    </form>
  )
}

function Totals({ list }: { list: Datasets }) {
  const now = useNow()
  const rows = list.datasets.reduce((sum, dataset) => sum + dataset.rows, 0)
  const size = list.datasets.reduce((sum, dataset) => sum + dataset.bytes, 0)
  return (
    <p class="totals">
      <span>{count(list.total, 'dataset')}</span>
      <span>
        {whole(rows)} rows in {bytes(size)}
      </span>
      <a href="/changes">
        Version {list.version}, <Ago at={list.committed_at} now={now} />
      </a>
    </p>
  )
}

/** What the server finds beyond what the page can see: names of columns. */
async function findFurther(text: string, signal: AbortSignal): Promise<Summary[]> {
  return (await allDatasets(signal, text)).datasets
}

function Catalogue({ list, query, onQuery }: { list: Datasets; query: string; onQuery: (text: string) => void }) {
  const words = wordsOf(query)
  const further = useTyped(query, findFurther)
  const shown = useMemo(() => {
    const here = list.datasets.filter((dataset) => matches(dataset, words))
    const known = new Set(here.map((dataset) => dataset.dataset))
    return [...here, ...further.filter((dataset) => !known.has(dataset.dataset))]
  }, [list, query, further])
  const axis = useMemo(() => axisOf(list.datasets), [list])
  if (list.datasets.length === 0) return <NothingYet />
  return (
    <section class="wide catalogue" aria-label="Datasets">
      <p class="unseen" role="status" aria-live="polite">
        {query && `${count(shown.length, 'dataset')} found`}
      </p>
      {shown.length === 0 && (
        <Empty title={`Nothing is called, described or headed “${query}”`}>
          <button onClick={() => onQuery('')}>Show all {whole(list.total)} datasets</button>
        </Empty>
      )}
      {shown.length > 0 && (
        <div class="row head" aria-hidden="true">
          <span />
          <AxisTicks axis={axis} />
          <span class="num">Rows</span>
          <span class="num">Changed</span>
        </div>
      )}
      {publications(shown).map((datasets) => (
        <Publication key={datasets[0]!.publication} datasets={datasets} axis={axis} words={words} />
      ))}
    </section>
  )
}

function publications(datasets: Summary[]): Summary[][] {
  const groups = new Map<string, Summary[]>()
  for (const dataset of datasets) {
    const group = groups.get(dataset.publication)
    if (group) group.push(dataset)
    else groups.set(dataset.publication, [dataset])
  }
  const title = (group: Summary[]) => group[0]!.publication_title
  return [...groups.values()].sort((a, b) => title(a).localeCompare(title(b)))
}

function Publication({ datasets, axis, words }: { datasets: Summary[]; axis: Axis; words: string[] }) {
  const { publication_title, publisher } = datasets[0]!
  return (
    <section class="publication">
      <h2>
        <Found text={publication_title} words={words} /> <span class="publisher">{publisher}</span>
      </h2>
      <ul>
        {datasets.map((dataset) => (
          <Row key={dataset.dataset} dataset={dataset} axis={axis} words={words} />
        ))}
      </ul>
    </section>
  )
}

function Row({ dataset, axis, words }: { dataset: Summary; axis: Axis; words: string[] }) {
  const now = useNow()
  const covered = dataset.first_period && dataset.last_period ? range(dataset.first_period, dataset.last_period) : ''
  return (
    <li class="row">
      <div class="what">
        <a class="title" href={`/datasets/${dataset.dataset}`}>
          <Found text={dataset.title} words={words} />
        </a>
        <p class="about">
          <Name of={dataset.dataset} /> <span>{dataset.description}</span>
        </p>
      </div>
      <div class="when">
        <Span axis={axis} covered={dataset.covered} />
        <span class="label">{covered}</span>
      </div>
      <span class="num rows">
        {whole(dataset.rows)}
        <span class="unit"> rows</span>
      </span>
      <span class="num changed">
        <Ago at={dataset.changed_at} now={now} />
      </span>
    </li>
  )
}

function NothingYet() {
  return (
    <div class="wide">
      <Empty title="Nothing is published yet">
        <p>
          The first release appears here by itself, soon after it is loaded. <code>./datawarp status</code> says how far
          it is.
        </p>
      </Empty>
    </div>
  )
}
