import { useEffect, useState } from 'preact/hooks'
import type { Dataset } from '../api/types'
import { askAnywhere } from '../sql/ask'
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
  const found = useFound(dataset, subject, text)
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

function useFound(dataset: Dataset, subject: Props['subject'], text: string): Subject[] {
  const [found, setFound] = useState<{ text: string; subjects: Subject[] }>({ text: '', subjects: [] })
  useEffect(() => {
    if (text.trim().length < 2) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      askAnywhere(subjectSql(dataset.dataset, subject, text.trim()), dataset.catalog_version, stop.signal).then(
        ({ rows }) =>
          setFound({ text, subjects: rows.map(([key, name]) => ({ key: String(key), name: String(name) })) }),
        () => undefined, // The chart stays as it is.
      )
    }, 200)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text])
  return found.text === text ? found.subjects : []
}
