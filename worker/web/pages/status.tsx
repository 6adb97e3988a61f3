import { useEffect } from 'preact/hooks'
import { get } from '../api/client'
import type { ExpectedRelease, PublicationStatus, Status } from '../api/types'
import { useAsked } from '../api/use'
import { useLive, useNow } from '../app/live'
import { count } from '../format/numbers'
import { moment } from '../format/times'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Ago, External } from '../ui/text'

const MINUTE = 60_000

/** A report is written once an hour at least: without one for so long, pages are probably not being checked. */
const SILENT_MILLIS = 2 * 60 * MINUTE

/** The state of the publications: what is held, late and expected, and how fresh each is. Updates itself; changes nothing. */
export function StatusPage() {
  const { version } = useLive()
  const now = useNow()
  useEffect(() => {
    document.title = 'Status · DataWarp'
  }, [])
  const minute = Math.floor(now / MINUTE)
  const status = useAsked('status', version + minute, (signal) => get<Status>('/api/status', signal))
  return (
    <div class="wide page">
      <h1>Status</h1>
      {status.value ? (
        <Report status={status.value} now={now} />
      ) : status.problem?.code === 'no_status' ? (
        <Empty title={status.problem.message}>
          <p>{status.problem.advice}</p>
        </Empty>
      ) : status.problem ? (
        <Trouble problem={status.problem} />
      ) : (
        <Loading what="the status" />
      )}
    </div>
  )
}

/** A release, or all that are missing, and the publication that it is one of. */
interface Awaited {
  of: PublicationStatus
  release: ExpectedRelease
}

function Report({ status, now }: { status: Status; now: number }) {
  const awaited = status.publications.flatMap((of) => of.expected.map((release): Awaited => ({ of, release })))
  const overdue = awaited.filter(({ release }) => release.standing === 'late' || release.standing === 'missing')
  const ahead = awaited
    .filter(({ release }) => release.standing === 'due' || release.standing === 'expected')
    .sort((a, b) => (a.release.at < b.release.at ? -1 : 1))
  const held = status.publications.filter((publication) => publication.held.length > 0)
  return (
    <>
      <p class="lead">
        {summary(held.flatMap((publication) => publication.held).length, overdue)} As of{' '}
        <Ago at={status.made_at} now={now} />; this page updates by itself.
      </p>
      {now - Date.parse(status.made_at) > SILENT_MILLIS && (
        <div class="trouble" role="alert">
          <p class="what">No report since {moment(status.made_at)}</p>
          <p>What is published can be read as usual. It is not known whether publishers' pages are being checked.</p>
        </div>
      )}
      {status.waits.map((what) => (
        <div class="trouble" role="alert" key={what}>
          <p class="what">New releases are not published for now: {what}</p>
          <p>Nothing is lost: they are published as soon as there is room for them.</p>
        </div>
      ))}
      {held.length > 0 && <Held publications={held} now={now} />}
      {overdue.length > 0 && (
        <Releases id="overdue" title="Late and missing" releases={overdue} when="Was expected" now={now} />
      )}
      {ahead.length > 0 && <Releases id="ahead" title="Expected" releases={ahead} when="When" now={now} />}
      <Publications publications={status.publications} now={now} />
    </>
  )
}

function summary(held: number, overdue: Awaited[]): string {
  const late = releasesOf(overdue, 'late')
  const missing = releasesOf(overdue, 'missing')
  const parts = [
    held > 0 && `${count(held, 'release')} held back`,
    late > 0 && `${count(late, 'release')} late`,
    missing > 0 && `${count(missing, 'release')} missing`,
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}.` : 'Nothing is held back, and nothing is late.'
}

function releasesOf(awaited: Awaited[], standing: ExpectedRelease['standing']): number {
  return awaited.reduce((sum, { release }) => sum + (release.standing === standing ? release.releases : 0), 0)
}

function Held({ publications, now }: { publications: PublicationStatus[]; now: number }) {
  return (
    <section aria-labelledby="held">
      <h2 id="held">Held back</h2>
      <p class="note">
        Read, and not published, because something looks wrong. Readers keep what was there before until somebody has
        looked.
      </p>
      <ul class="held">
        {publications.flatMap(({ publication, title, held }) =>
          held.map(({ release, vintage, since, reasons }) => (
            <li key={`${publication} ${release}`}>
              <p>
                <strong>{title}</strong>, {release} {vintage && <span class="tag">{vintage}</span>}{' '}
                <span class="note">
                  since <Ago at={since} now={now} />
                </span>
              </p>
              <ul>
                {reasons.map(({ code, dataset, words }) => (
                  <li key={code + dataset}>
                    {dataset && (
                      <>
                        <code>{dataset}</code>:{' '}
                      </>
                    )}
                    {words}
                  </li>
                ))}
              </ul>
            </li>
          )),
        )}
      </ul>
    </section>
  )
}

function Releases(props: { id: string; title: string; releases: Awaited[]; when: string; now: number }) {
  const { id, title, releases, when, now } = props
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-label={`${title}: the releases`}>
        <table class="plain">
          <thead>
            <tr>
              <th scope="col">{when}</th>
              <th scope="col">Publication</th>
              <th scope="col">Release</th>
              <th scope="col">State</th>
              <th scope="col">Known from</th>
            </tr>
          </thead>
          <tbody>
            {releases.map(({ of, release }) => (
              <tr key={`${of.publication} ${release.release}`}>
                <td>
                  {release.releases > 1 && 'since '}
                  {moment(release.at)}
                  <span class="note">
                    {' '}
                    <Ago at={release.at} now={now} />
                    {give(release)}
                  </span>
                </td>
                <th scope="row">{of.title}</th>
                <td>
                  {release.release}
                  {release.last_release && ` to ${release.last_release}`}
                </td>
                <td>
                  <State of={release.standing} /> {release.releases > 1 && count(release.releases, 'release')}
                </td>
                <td class="quiet">{release.basis}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** By how many days it may be early or late. */
function give({ days_early, days_late }: ExpectedRelease): string {
  return days_early + days_late > 0
    ? `, up to ${[days_early && `${count(days_early, 'day')} before`, days_late && `${count(days_late, 'day')} after`].filter(Boolean).join(' or ')}`
    : ''
}

const TROUBLED = new Set(['late', 'missing', 'discontinued'])

function State({ of }: { of: string }) {
  return <span class={`tag ${TROUBLED.has(of) ? 'provisional' : of === 'due' ? 'new' : ''}`}>{of}</span>
}

/** The steps of a release, in order, as headings. */
const STAGES = [
  ['found', 'Found'],
  ['fetched', 'Fetched'],
  ['raw', 'Read'],
  ['staged', 'Checked'],
  ['promoted', 'Loaded'],
  ['captured', 'Captured'],
  ['published', 'Published'],
] as const

function Publications({ publications, now }: { publications: PublicationStatus[]; now: number }) {
  return (
    <section aria-labelledby="publications">
      <h2 id="publications">Publications</h2>
      <p class="note">When a release of each last passed each step from its page to the published files.</p>
      <div class="scroll" tabIndex={0} role="region" aria-label="Stages of the publications">
        <table class="plain stages">
          <thead>
            <tr>
              <th scope="col">Publication</th>
              <th scope="col">State</th>
              <th scope="col">Newest</th>
              <th scope="col">Page read</th>
              {STAGES.map(([stage, name]) => (
                <th scope="col" key={stage}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {publications.map((publication) => (
              <One key={publication.publication} publication={publication} now={now} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function One({ publication, now }: { publication: PublicationStatus; now: number }) {
  return (
    <tr>
      <th scope="row">
        <External href={publication.landing_page}>{publication.title}</External>
        <span class="note">{publication.publisher}</span>
      </th>
      <td>
        <State of={publication.state} /> {publication.held.length > 0 && <span class="tag revised">held</span>}
      </td>
      <td>{publication.latest_release ?? 'none'}</td>
      <td>{publication.looked_at ? <Ago at={publication.looked_at} now={now} /> : 'never'}</td>
      {STAGES.map(([stage]) => {
        const at = publication.stages[stage]
        return <td key={stage}>{at ? <Ago at={at} now={now} /> : <span class="note">not yet</span>}</td>
      })}
    </tr>
  )
}
