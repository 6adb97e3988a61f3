import { useState } from 'preact/hooks'
import { useTyped } from '../api/typed'
import type { Dataset } from '../api/types'
import { askAll } from '../ask/ask'
import { Name } from '../ui/text'
import { subjectSql, type Subject } from './chart-sql'
import type { Shape } from './shape'

interface Props {
  dataset: Dataset
  subject: NonNullable<Shape['subject']>
  chosen: Subject[]
  onChosen: (chosen: Subject[]) => void
}

/** Chooses what the lines of a chart are about: type some letters of a name, take one of those that have them. */
export function Subjects({ dataset, subject, chosen, onChosen }: Props) {
  const [text, setText] = useState('')
  const found = useTyped(text, (typed, signal) => find(dataset, subject, typed, signal))
  const add = (one: Subject) => {
    setText('')
    if (!chosen.some(({ key }) => key === one.key)) onChosen([...chosen, one])
  }
  const first = (event: Event) => {
    event.preventDefault()
    if (found[0]) add(found[0])
  }
  return (
    <div class="subjects">
      <form class="field" onSubmit={first}>
        <label for="subject">
          Draw these <Name of={subject.label.name} />
        </label>
        <input
          id="subject"
          type="search"
          placeholder="Part of a name"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          autocomplete="off"
        />
      </form>
      <ul class="found" aria-label="Found" aria-live="polite">
        {found.map((one) => (
          <li key={one.key}>
            <button type="button" class="quiet" onClick={() => add(one)}>
              {one.name} <span class="note">{one.key}</span>
            </button>
          </li>
        ))}
      </ul>
      {chosen.length > 0 && (
        <ul class="chips" aria-label="Drawn">
          {chosen.map((one) => (
            <li key={one.key}>
              {one.name}
              <button
                class="quiet"
                onClick={() => onChosen(chosen.filter(({ key }) => key !== one.key))}
                aria-label={`Remove ${one.name}`}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

async function find(
  dataset: Dataset,
  subject: Props['subject'],
  text: string,
  signal: AbortSignal,
): Promise<Subject[]> {
  const sql = subjectSql(dataset.dataset, subject, text)
  const { rows } = await askAll(sql, dataset.catalog_version, signal)
  return rows.map(([key, name]) => ({ key: String(key), name: String(name) }))
}
