import type { Dataset } from '../api/types'
import { bytes, whole } from '../format/numbers'
import { moment } from '../format/times'
import { Tabs } from '../ui/tabs'
import { Copy, External } from '../ui/text'

/** Taking the data elsewhere: downloads, snippets for the tools people use, and what to say about it. */
export function Use({ dataset }: { dataset: Dataset }) {
  return (
    <section id="use" class="wide" aria-labelledby="use-title">
      <h2 id="use-title">Use it</h2>
      <div class="beside">
        <div>
          <h3>From your own tools</h3>
          <Snippets dataset={dataset} />
        </div>
        <div>
          <h3>Download</h3>
          <Downloads dataset={dataset} />
          <h3>Licence and citation</h3>
          <Citation dataset={dataset} />
        </div>
      </div>
    </section>
  )
}

function Snippets({ dataset }: { dataset: Dataset }) {
  if (dataset.snippets.length === 0) return null
  const tabs = dataset.snippets.map((snippet) => ({
    id: snippet.client,
    title: snippet.title,
    body: () => (
      <div class="snippet">
        <pre tabIndex={0} aria-label={`${snippet.title} snippet`}>
          <code>{snippet.code}</code>
        </pre>
        <Copy text={snippet.code} what={`the ${snippet.title} snippet`} />
      </div>
    ),
  }))
  return <Tabs label="Tool" tabs={tabs} />
}

function Downloads({ dataset }: { dataset: Dataset }) {
  const rows = `/api/datasets/${dataset.dataset}/rows`
  return (
    <ul class="downloads">
      {dataset.file && (
        <li>
          <a href={dataset.file} download>
            {dataset.dataset}.parquet
          </a>
          <span class="note">the whole dataset, {bytes(dataset.bytes)}</span>
        </li>
      )}
      <li>
        <a href={`${rows}.csv?limit=10000&formulas=neutralise`} download={`${dataset.dataset}.csv`}>
          {dataset.dataset}.csv
        </a>
        <span class="note">{dataset.rows > 10_000 ? 'the first 10,000 rows' : `all ${whole(dataset.rows)} rows`}</span>
      </li>
      {!dataset.file &&
        dataset.parts.map((part) => (
          <li key={part.key}>
            <a href={part.url} download>
              {part.key.split('/').at(-1)}
            </a>
            <span class="note">
              {whole(part.rows)} rows, {bytes(part.bytes)}
            </span>
          </li>
        ))}
      <li>
        <a href={`/api/datasets/${dataset.dataset}`}>{dataset.dataset}.json</a>
        <span class="note">everything on this page, for programs</span>
      </li>
    </ul>
  )
}

function Citation({ dataset }: { dataset: Dataset }) {
  const { licence } = dataset
  const cite =
    `${dataset.publisher}, ${dataset.publication_title}: ${dataset.title}, release ${dataset.latest_release ?? 'none'}. ` +
    `${dataset.landing_page} Read through DataWarp, dataset ${dataset.dataset}, version ${dataset.version}, ` +
    `${moment(dataset.changed_at)}. ${location.origin}/datasets/${dataset.dataset}`
  return (
    <div class="cite">
      <p>{licence.attribution}</p>
      {licence.url && (
        <p>
          <External href={licence.url}>{licence.title}</External>
        </p>
      )}
      <blockquote>{cite}</blockquote>
      <Copy text={cite} what="the citation" label="Copy citation" />
    </div>
  )
}
