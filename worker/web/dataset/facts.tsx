import type { Dataset, Stage } from '../api/types'
import { useNow } from '../app/live'
import { bytes, count, whole } from '../format/numbers'
import { range } from '../format/periods'
import { duration, moment } from '../format/times'
import { Ago, External } from '../ui/text'

/** The dataset at a glance, beside its description. */
export function Facts({ dataset }: { dataset: Dataset }) {
  const { first_period, last_period, licence } = dataset
  return (
    <aside class="facts" aria-label="At a glance">
      <dl>
        <div>
          <dt>Covers</dt>
          <dd>{first_period && last_period ? range(first_period, last_period) : 'no period yet'}</dd>
        </div>
        <div>
          <dt>Rows</dt>
          <dd>
            {whole(dataset.rows)} <span class="note">in {bytes(dataset.bytes)}</span>
          </dd>
        </div>
        <div>
          <dt>Releases</dt>
          <dd>{count(dataset.releases.length, 'release')}</dd>
        </div>
        <div>
          <dt>Publisher</dt>
          <dd>
            <External href={dataset.landing_page}>{dataset.publisher}</External>
          </dd>
        </div>
        <div>
          <dt>Licence</dt>
          <dd>{licence.url ? <External href={licence.url}>{licence.title}</External> : licence.title}</dd>
        </div>
      </dl>
      <Freshness dataset={dataset} />
    </aside>
  )
}

const WORDS: Record<Stage['stage'], string> = {
  fetched: 'Fetched from the publisher',
  opened: 'Opened',
  staged: 'Read and typed',
  promoted: 'Checked and promoted',
  captured: 'Captured',
  published: 'Published here',
}

/** How the release that arrived last came from the publisher's page to this one, stage by stage. */
function Freshness({ dataset }: { dataset: Dataset }) {
  const now = useNow()
  const { freshness: stages, newest_release: newest, latest_release: latest } = dataset
  if (stages.length === 0) return null
  const version = dataset.releases.find(({ release }) => release === newest)?.version
  return (
    <div class="stages">
      <h2>
        Release {newest} <span class="note">version {version}</span>
      </h2>
      {newest !== latest && <p class="note">It arrived last; the release of the latest period is {latest}.</p>}
      <ol>
        {stages.map((stage, i) => (
          <li key={stage.stage} title={`${stage.description}: ${moment(stage.at)}`}>
            <span>{WORDS[stage.stage]}</span>
            {i === 0 ? <Ago at={stage.at} now={now} /> : <span>+{after(stage, stages[i - 1]!)}</span>}
          </li>
        ))}
      </ol>
    </div>
  )
}

function after(stage: Stage, before: Stage): string {
  return duration(Math.max(0, Date.parse(stage.at) - Date.parse(before.at)))
}
