import { useState } from 'preact/hooks'
import type { Receipt } from '../api/types'
import { bytes, count, figure, whole } from '../format/numbers'
import { duration, moment } from '../format/times'
import { isNumber } from '../dataset/shape'
import { Vintage } from '../dataset/releases'
import { Empty } from '../ui/notice'
import { Tabs } from '../ui/tabs'
import { Copy, External, Name } from '../ui/text'
import type { Result } from '../ask/result'
import { completeOf } from '../ask/complete'
import { Drawing, drawingOf, NotDrawn } from './drawing'
import { hashOf } from '../ask/share'

/** More rows than this at once make a page slow; the rest are a press away. */
const STEP = 200

/** An answer: what it cost and what it was made from; as a table, a chart, a receipt, a file. */
export function ResultView({ result }: { result: Result }) {
  const complete = completeOf(result)
  const drawing = complete && drawingOf(complete)
  const chart = drawing ? <Drawing drawing={drawing} /> : !complete && <NotDrawn rows={result.rows.length} />
  const tabs = [
    { id: 'table', title: 'Table', body: () => <Table result={result} /> },
    ...(chart ? [{ id: 'chart', title: 'Chart', body: () => chart }] : []),
    { id: 'receipt', title: 'Receipt', body: () => <ReceiptView receipt={result.receipt} /> },
  ]
  return (
    <section class="result" aria-label="Result">
      <div class="cost">
        <p role="status">
          <strong>{count(result.rows.length, 'row')}</strong>
          {result.truncated && <span class="tag revised">there are more</span>}
          <span>{duration(result.millis)}</span>
          <span>{result.bytesRead === 0 ? 'nothing new read' : `${bytes(result.bytesRead)} read`}</span>
          <span>version {result.version}</span>
          <span>{result.where === 'browser' ? 'in your browser' : 'on the server'}</span>
        </p>
        <div class="actions">
          <Save result={result} format="csv" title="CSV" />
          <Save result={result} format="parquet" title="Parquet" />
          <Copy
            text={`${location.origin}/sql${hashOf(result.receipt.sql, undefined, result.receipt.as_of)}`}
            what="a link to this query"
            label="Copy link"
          />
        </div>
      </div>
      {result.columns.length === 0 ? (
        <Empty title="The answer has no columns" />
      ) : (
        <Tabs label="Result as" tabs={tabs} />
      )}
    </section>
  )
}

function Save({ result, format, title }: { result: Result; format: 'csv' | 'parquet'; title: string }) {
  const save = async () => {
    const { save } = await import('./export')
    save(result, format)
  }
  return (
    <button class="small" onClick={save} aria-label={`Download as ${title}`}>
      {title}
    </button>
  )
}

function Table({ result }: { result: Result }) {
  const [most, setMost] = useState(STEP)
  if (result.rows.length === 0) return <Empty title="No row fits" />
  return (
    <>
      <div class="scroll tall" tabIndex={0} role="region" aria-label="Rows of the result">
        <table class="rows plain">
          <thead>
            <tr>
              {result.columns.map((column, i) => (
                <th key={i} scope="col" class={isNumber(column) ? 'num' : ''}>
                  <Name of={column.name} />
                  <span class="unit">{column.type.toLowerCase()}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {result.rows.slice(0, most).map((row, r) => (
              <tr key={r}>
                {row.map((value, i) => (
                  <td key={i} class={isNumber(result.columns[i]!) ? 'num' : ''}>
                    <Cell value={value} numeric={isNumber(result.columns[i]!)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {result.rows.length > most && (
        <p class="more">
          <button onClick={() => setMost(most + 5 * STEP)}>
            Show more: {whole(most)} of {whole(result.rows.length)} are shown
          </button>
        </p>
      )}
    </>
  )
}

function Cell({ value, numeric }: { value: unknown; numeric: boolean }) {
  if (value === null || value === undefined) return <span class="none">null</span>
  if (numeric) return <>{figure(value as number | string)}</>
  return <>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</>
}

/** What the answer was made from: enough to cite it, and to ask the same again. */
function ReceiptView({ receipt }: { receipt: Receipt }) {
  return (
    <div class="receipt">
      <p>
        Catalogue version <strong>{receipt.version}</strong>, committed {moment(receipt.committed_at)}.{' '}
        {receipt.as_of && <>As the public saw it by {receipt.as_of}. </>}
        <a href={`/sql${hashOf(receipt.sql, receipt.version, receipt.as_of)}`}>Ask this version again</a>, while its
        parts live.
      </p>
      {receipt.datasets.map((dataset) => (
        <div key={dataset.dataset}>
          <h3>
            <a href={`/datasets/${dataset.dataset}`}>{dataset.title}</a>
          </h3>
          <p class="note">
            {dataset.publisher} · {dataset.licence} · <External href={dataset.landing_page}>publication</External>
          </p>
          <ul>
            {dataset.releases.map((release) => (
              <li key={release.release}>
                <External href={release.page}>{release.release}</External>{' '}
                {release.vintage && <Vintage of={release.vintage} />}
                {release.files.map((file) => (
                  <span key={file.sha256} class="note">
                    {' '}
                    <External href={file.url}>{file.name}</External> <code>{file.sha256.slice(0, 12)}</code>
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div class="cite">
        <blockquote>{receipt.citation}</blockquote>
        <Copy text={receipt.citation} what="the citation" label="Copy citation" />
      </div>
    </div>
  )
}
