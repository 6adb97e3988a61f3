import { useMemo, useState } from 'preact/hooks'
import { Problem } from '../api/client'
import type { Dataset } from '../api/types'
import { useAsked } from '../api/use'
import { Bars } from '../chart/bars'
import { Lines } from '../chart/lines'
import { figure, whole } from '../format/numbers'
import { period } from '../format/periods'
import { askAll } from '../ask/ask'
import { hashOf } from '../ask/share'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Name } from '../ui/text'
import { type Drawn, barsOf, captionOf, linesOf, readRows } from './chart-data'
import { type AspectValue, type Choice, chartSql, formsOf, heldAtFirst, VALUES } from './chart-sql'
import { type Start, startOf } from './first-choice'
import { addsUp, type Shape, shapeOf } from './shape'
import { Subjects } from './subjects'

/** A chart that the roles of the columns suggest: organisations over time, or ranked in the newest period. */
export function Chart({ dataset }: { dataset: Dataset }) {
  const shape = useMemo(() => shapeOf(dataset), [dataset])
  const forms = formsOf(shape)
  const start = useAsked(forms.length > 0 ? dataset.dataset : undefined, dataset.catalog_version, (signal) =>
    startOf(dataset.dataset, shape, (sql) => askAll(sql, dataset.catalog_version, signal)),
  )
  if (forms.length === 0) return null
  return (
    <section id="chart" class="wide" aria-labelledby="chart-title">
      <h2 id="chart-title">Chart</h2>
      {start.problem ? (
        <Trouble problem={start.problem} />
      ) : start.value ? (
        <Drawing dataset={dataset} shape={shape} forms={forms} start={start.value} />
      ) : (
        <Loading what="the chart" lines={6} />
      )}
    </section>
  )
}

interface DrawingProps {
  dataset: Dataset
  shape: Shape
  forms: Choice['form'][]
  start: Start
}

function Drawing({ dataset, shape, forms, start: { values, choice: first } }: DrawingProps) {
  const [choice, setChoice] = useState<Choice>(first)
  const sql = chartSql(dataset.dataset, shape, choice)
  const asked = useAsked(sql, dataset.catalog_version, async (signal) =>
    readRows(await askAll(sql, dataset.catalog_version, signal)),
  )
  const caption = captionOf(shape, values, choice, asked.value)
  return (
    <>
      <Controls shape={shape} forms={forms} values={values} choice={choice} onChoice={setChoice} />
      {choice.form === 'time' && shape.subject && (
        <Subjects
          dataset={dataset}
          subject={shape.subject}
          chosen={choice.subjects}
          onChosen={(subjects) => setChoice({ ...choice, subjects })}
        />
      )}
      <figure class="chart" aria-busy={asked.pending}>
        <figcaption>{caption}</figcaption>
        {asked.problem && <Trouble problem={withHint(asked.problem)} />}
        {!asked.value && !asked.problem && <Loading what="the chart" lines={6} />}
        {asked.value && (
          <Picture drawn={asked.value} shape={shape} frequency={dataset.frequency} choice={choice} caption={caption} />
        )}
        <p class="under">
          {asked.value && <span>{how(asked.value, choice)}</span>}
          <a href={`/sql${hashOf(sql)}`}>Open this query in the SQL console</a>
        </p>
      </figure>
    </>
  )
}

function withHint(problem: Problem): Problem {
  return new Problem(
    problem.status,
    problem.code,
    problem.message,
    problem.advice || 'The rows below are not affected.',
  )
}

interface ControlsProps extends Omit<DrawingProps, 'dataset' | 'start'> {
  values: AspectValue[]
  choice: Choice
  onChoice: (choice: Choice) => void
}

const FORMS = { time: 'Over time', ranking: 'Newest, ranked' }

function Controls({ shape, forms, values, choice, onChoice }: ControlsProps) {
  const hold = (key: string, value: string) => {
    const { [key]: _, ...held } = choice.held
    onChoice({ ...choice, held: value ? { ...held, [key]: value } : held })
  }
  const pick = (wanted: string) => {
    const figure = shape.figures.find((each) => each.name === wanted)!
    const kept = addsUp(figure) ? choice.held : { ...heldAtFirst(shape, figure, values), ...choice.held }
    onChoice({ ...choice, figure, held: kept })
  }
  return (
    <div class="line controls">
      {forms.length > 1 && (
        <div class="segments" role="group" aria-label="Form of the chart">
          {forms.map((form) => (
            <button key={form} aria-pressed={form === choice.form} onClick={() => onChoice({ ...choice, form })}>
              {FORMS[form]}
            </button>
          ))}
        </div>
      )}
      <label class="field">
        <span>Figure</span>
        <select value={choice.figure.name} onChange={(event) => pick(event.currentTarget.value)}>
          {shape.figures.map((each) => (
            <option key={each.name}>{each.name}</option>
          ))}
        </select>
      </label>
      {shape.aspects.map(({ key }) => (
        <label key={key.name} class="field">
          <span>
            <Name of={key.name} />
          </span>
          <select value={choice.held[key.name] ?? ''} onChange={(event) => hold(key.name, event.currentTarget.value)}>
            {addsUp(choice.figure) && <option value="">all, added up</option>}
            <Values values={values.filter((each) => each.aspect === key.name)} />
          </select>
        </label>
      ))}
    </div>
  )
}

function Values({ values }: { values: AspectValue[] }) {
  return (
    <>
      {values.slice(0, VALUES).map(({ value, words }) => (
        <option key={value} value={value}>
          {words && words !== value ? `${words} (${value})` : value}
        </option>
      ))}
      {values.length > VALUES && <option disabled>and others, which the SQL console has</option>}
    </>
  )
}

interface PictureProps {
  drawn: Drawn[]
  shape: Shape
  frequency: string
  choice: Choice
  caption: string
}

function Picture({ drawn, shape, frequency, choice, caption }: PictureProps) {
  const [table, setTable] = useState(false)
  const lines = useMemo(
    () => (choice.form === 'time' ? linesOf(drawn, shape.periods, frequency) : []),
    [drawn, shape, frequency],
  )
  if (drawn.length === 0) return <Empty title="No figure is published for this choice" />
  return (
    <>
      {table ? (
        <FigureTable drawn={drawn} kind={shape.kind} choice={choice} />
      ) : choice.form === 'time' ? (
        <Lines series={lines} words={`Line chart. ${caption}`} />
      ) : (
        <Bars bars={barsOf(drawn)} label={caption} />
      )}
      <button class="small swap" aria-pressed={table} onClick={() => setTable(!table)}>
        {table ? 'Show as a chart' : 'Show as a table'}
      </button>
    </>
  )
}

function FigureTable({ drawn, kind, choice }: { drawn: Drawn[]; kind: string; choice: Choice }) {
  return (
    <div class="scroll tall" tabIndex={0} role="region" aria-label="The figures of the chart">
      <table class="plain">
        <thead>
          <tr>
            {choice.form === 'time' && <th scope="col">Period</th>}
            <th scope="col">Name</th>
            <th scope="col" class="num">
              <Name of={choice.figure.name} />
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((each, i) => (
            <tr key={i}>
              {each.period && <td>{period({ ...each.period, kind })}</td>}
              <th scope="row">{each.name}</th>
              <td class="num">{each.value === null ? '–' : figure(each.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What a figure comes from, in words: a published cell, or a calculation over so many. */
function how(drawn: Drawn[], { figure: shown }: Choice): string {
  const most = Math.max(0, ...drawn.map(({ n }) => n))
  if (most <= 1) return 'Each figure is one published cell.'
  const verb = addsUp(shown) ? 'adds up' : 'is the mean of'
  return `Each figure ${verb} as many as ${whole(most)} published cells.`
}
