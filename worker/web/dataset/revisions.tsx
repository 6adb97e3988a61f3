import type { JsonValue } from '../../src/query/answer'
import type { Revised } from '../../src/query/revisions'
import { get, Problem } from '../api/client'
import type { Dataset, Revision, Revisions as Answer } from '../api/types'
import { useAsked } from '../api/use'
import { useNow } from '../app/live'
import { period } from '../format/periods'
import { moment } from '../format/times'
import { hashOf } from '../ask/share'
import { Loading, Trouble } from '../ui/notice'
import { Ago, External, Name } from '../ui/text'

/** As many as most readers want; the console has them all. */
const LATEST = 20

/** What releases changed after it was first published, the newest first: from what to what. */
export function Revisions({ dataset }: { dataset: Dataset }) {
  const path = `/api/datasets/${dataset.dataset}/revisions`
  const asked = useAsked(path, dataset.catalog_version, (signal) => askRevisions(dataset, path, signal))
  return (
    <section id="revisions" class="wide" aria-labelledby="revisions-title">
      <h2 id="revisions-title">Revisions</h2>
      {asked.problem && <Trouble problem={asked.problem} />}
      {!asked.value && !asked.problem && <Loading what="revisions" lines={3} />}
      {asked.value && <List answer={asked.value} path={path} />}
    </section>
  )
}

type Found = Pick<Answer, 'known_since' | 'revisions_dataset' | 'revisions' | 'next'>

/** Revisions from the server; where it leaves SQL to browsers, it says which SQL it would have run. */
async function askRevisions(dataset: Dataset, path: string, signal: AbortSignal): Promise<Found> {
  try {
    return await get<Answer>(`${path}?limit=${LATEST}`, signal)
  } catch (error) {
    const url = error instanceof Problem && error.status === 501 ? String(error.details.url) : undefined
    const sql = url && new URL(url, location.origin).searchParams.get('sql')
    if (!sql) throw error
    const [{ askBrowser }, { revisionsIn }] = await Promise.all([
      import('../ask/browser'),
      import('../../src/query/revisions'),
    ])
    const result = await askBrowser(sql, {}, signal)
    const rows = result.rows as JsonValue[][]
    const revisions = revisionsIn({ ...result, rows: rows.slice(0, LATEST) }, revisedOf(dataset)) as Revision[]
    return { known_since: null, revisions_dataset: null, revisions, next: rows.length > LATEST ? url : null }
  }
}

function revisedOf({ columns, releases }: Dataset): Revised {
  const files = releases.flatMap((release) => [...release.earlier_files, ...release.files])
  return {
    keys: columns.filter(({ role }) => role === 'key').map(({ name }) => name),
    values: [],
    files: new Map(files.map((file) => [file.digest, file])),
  }
}

function List({ answer, path }: { answer: Found; path: string }) {
  const { revisions, known_since, revisions_dataset, next } = answer
  if (revisions.length === 0) {
    return (
      <p>Nothing was changed after it was first published{known_since && `; known since ${moment(known_since)}`}.</p>
    )
  }
  return (
    <>
      <ol class="revisions">
        {revisions.map((revision) => (
          <One key={revision.revision} revision={revision} />
        ))}
      </ol>
      <p class="note">
        {next && `The latest ${revisions.length}. `}
        <a href={`${path}.csv?limit=1000&formulas=neutralise`}>As CSV</a>
        {revisions_dataset && (
          <>
            {' · '}
            <a href={`/sql${hashOf(`SELECT * FROM ${revisions_dataset} ORDER BY _revision DESC LIMIT 1000`)}`}>
              Open in the SQL console
            </a>
          </>
        )}
      </p>
    </>
  )
}

const WORDS: Record<string, string> = { added: 'Row added', removed: 'Row removed', changed: 'Changed' }

function One({ revision }: { revision: Revision }) {
  const now = useNow()
  const { kind, key, changes, release, before, after } = revision
  const file = (after ?? before)?.file
  return (
    <li>
      <div>
        <strong>{Object.values(key).map(text).join(', ') || WORDS[kind]}</strong>{' '}
        <span class="note">{period(revision.period)}</span>
        <div class="note">
          {WORDS[kind]} <Ago at={revision.revised_at} now={now} /> by <a href="#releases">release {release}</a>
        </div>
      </div>
      <ul>
        {changes.map(({ column, before, after }) => (
          <li key={column}>
            <Name of={column} /> <del>{text(before)}</del> <span aria-hidden="true">→</span> <ins>{text(after)}</ins>
          </li>
        ))}
        {changes.length === 0 && <li>{WORDS[kind]}</li>}
      </ul>
      <div class="note where">
        {file && <External href={file.url}>{file.name || file.sha256.slice(0, 12)}</External>}
      </div>
    </li>
  )
}

function text(value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
