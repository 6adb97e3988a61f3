import { useEffect, useRef } from 'preact/hooks'
import type { Column, Dataset, Release } from '../api/types'
import { bytes } from '../format/numbers'
import { moment } from '../format/times'
import { Copy, External, Name } from '../ui/text'
import { readable } from './query'
import { Vintage } from './releases'
import { type Cells, CellText } from './row-table'

interface Props {
  dataset: Dataset
  row: Cells
  /** The column whose cell was pressed. */
  column?: Column | undefined
  onClose: () => void
}

/** Where a row was published: release, page, file with its digest, sheet and row; and all that it says. */
export function OriginPanel({ dataset, row, column, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="panel"
      aria-labelledby="origin-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="inside">
        <form method="dialog">
          <button class="quiet close" aria-label="Close">
            ×
          </button>
        </form>
        <h2 id="origin-title">Where this {column ? 'figure' : 'row'} comes from</h2>
        {column && (
          <p class="pressed">
            <Name of={column.name} />
            <strong>
              <CellText row={row} column={column} />
            </strong>
            <span class="note">{column.description}</span>
          </p>
        )}
        <Trail dataset={dataset} row={row} column={column} />
        <h3>The whole row</h3>
        <dl class="cells">
          {readable(dataset.columns)
            .filter((each) => each.name in row)
            .map((each) => (
              <div key={each.name} class={each === column ? 'here' : ''}>
                <dt title={each.description}>
                  <Name of={each.name} />
                </dt>
                <dd>
                  <CellText row={row} column={each} />
                </dd>
              </div>
            ))}
        </dl>
      </div>
    </dialog>
  )
}

/** From the publication down to the heading and the row, each step a link where there is one. */
function Trail({ dataset, row, column }: Omit<Props, 'onClose'>) {
  const release = dataset.releases.find((each) => each.release === row._release)
  const file = release && fileOf(release, String(row._file))
  return (
    <ol class="trail">
      <li>
        <span class="step">Publication</span>
        <External href={dataset.landing_page}>{dataset.publication_title}</External>
        <span class="note">{dataset.publisher}</span>
      </li>
      <li>
        <span class="step">Release</span>
        <span>
          {release ? <External href={release.page}>{release.release}</External> : String(row._release)}{' '}
          {release?.vintage && <Vintage of={release.vintage} />}
        </span>
        {release && <span class="note">checked and promoted {moment(release.committed_at)}</span>}
      </li>
      <li>
        <span class="step">File</span>
        {file ? <External href={file.url}>{file.name}</External> : <span>a file that is no longer listed</span>}
        <span class="note">
          {file && `${bytes(file.bytes)}, fetched ${moment(file.fetched_at)}`}
          <br />
          SHA-256 <code class="digest">{String(row._file)}</code> <Copy text={String(row._file)} what="the digest" />
        </span>
      </li>
      <li>
        <span class="step">Sheet</span>
        <span>{String(row._sheet ?? '')}</span>
      </li>
      {column?.headings[0] && <HeadingStep row={row} headings={column.headings} />}
      <li class="end">
        <span class="step">Row</span>
        <strong>{String(row._row ?? '')}</strong>
      </li>
    </ol>
  )
}

/** What the publisher calls the figure: in the row's own sheet where that is known, else as it was called last. */
function HeadingStep({ row, headings }: { row: Cells; headings: Column['headings'] }) {
  const own = headings.find((each) => each.file === row._file && each.sheet === row._sheet)
  const heading = own ?? headings[0]
  if (!heading) return null
  return (
    <li>
      <span class="step">Heading</span>
      <span>{heading.text}</span>
      <span class="note">{own ? own.cells : `${heading.cells}, as in release ${heading.release}`}</span>
    </li>
  )
}

function fileOf(release: Release, digest: string) {
  return [...release.files, ...release.earlier_files].find((file) => file.digest === digest)
}
