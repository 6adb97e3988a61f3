import { useMemo, useState } from 'preact/hooks'
import { Problem } from '../api/client'
import type { Dataset } from '../api/types'
import { useAsked } from '../api/use'
import { Bars } from '../chart/bars'
import { Lines } from '../chart/lines'
import { figure, whole } from '../format/numbers'
import { period } from '../format/periods'
import { askAnywhere } from '../sql/ask'
import { hashOf } from '../sql/share'
import { Empty, Loading, Trouble } from '../ui/notice'
import { Name } from '../ui/text'
import { type Drawn, barsOf, linesOf, readRows } from './chart-data'
import { type AspectValue, aspectSql, BARS, type Choice, chartSql, formsOf, heldAtFirst, LINES } from './chart-sql'
import { addsUp, type Shape, shapeOf } from './shape'
import { Subjects } from './subjects'

/** A chart that the roles of the columns suggest: organisations over time, or ranked in the newest period. */
export function Chart({ dataset }: { dataset: Dataset }) {
  const shape = useMemo(() => shapeOf(dataset), [dataset])
  const forms = formsOf(shape)
  const sql = shape.aspects.length > 0 && forms.length > 0 ? aspectSql(dataset.dataset, shape) : undefined
  const aspects = useAsked(sql, dataset.catalog_version, async (signal) => {
    const answer = await askAnywhere(sql!, dataset.catalog_version, signal)
    return answer.rows.map(([aspect, value, words, n]) => ({ aspect, value, words, n }) as AspectValue)
  })
  if (forms.length === 0) return null
  const values = sql ? aspects.value : []
  return (
    <section id="chart" class="wide" aria-labelledby="chart-title">
      <h2 id="chart-title">Chart</h2>
      {aspects.problem ? (
        <Trouble problem={aspects.problem} />
      ) : values ? (
        <Drawing dataset={dataset} shape={shape} forms={forms} values={values} />
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
  values: AspectValue[]
}

function Drawing({ dataset, shape, forms, values }: DrawingProps) {
  const [choice, setChoice] = useState<Choice>(() => {
    const figure = shape.figures.find(({ name }) => /^total(_all)?$/.test(name)) ?? shape.figures[0]!
    return { form: forms[0]!, figure, held: heldAtFirst(shape, figure, values), subjects: [] }
  })
  const sql = chartSql(dataset.dataset, shape, choice)
  const asked = useAsked(sql, dataset.catalog_version, async (signal) =>
    readRows(await askAnywhere(sql, dataset.catalog_version, signal)),
  )
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
        <figcaption>{captionOf(shape, values, choice)}</figcaption>
        {asked.problem && <Trouble problem={withHint(asked.problem)} />}
        {!asked.value && !asked.problem && <Loading what="the chart" lines={6} />}
        {asked.value && <Picture drawn={asked.value} choice={choice} caption={captionOf(shape, values, choice)} />}
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

interface ControlsProps extends Omit<DrawingProps, 'dataset'> {
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
            {values
              .filter((each) => each.aspect === key.name)
              .map(({ value, words }) => (
                <option key={value} value={value}>
                  {words && words !== value ? `${words} (${value})` : value}
                </option>
              ))}
          </select>
        </label>
      ))}
    </div>
  )
}

function Picture({ drawn, choice, caption }: { drawn: Drawn[]; choice: Choice; caption: string }) {
  const [table, setTable] = useState(false)
  if (drawn.length === 0) return <Empty title="No figure is published for this choice" />
  return (
    <>
      {table ? (
        <FigureTable drawn={drawn} choice={choice} />
      ) : choice.form === 'time' ? (
        <Lines series={linesOf(drawn)} words={`Line chart. ${caption}`} />
      ) : (
        <Bars bars={barsOf(drawn)} label={caption} />
      )}
      <button class="small swap" aria-pressed={table} onClick={() => setTable(!table)}>
        {table ? 'Show as a chart' : 'Show as a table'}
      </button>
    </>
  )
}

function FigureTable({ drawn, choice }: { drawn: Drawn[]; choice: Choice }) {
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
              {each.period && <td>{period({ ...each.period, kind: 'month' })}</td>}
              <th scope="row">{each.name}</th>
              <td class="num">{each.value === null ? '–' : figure(each.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function captionOf(shape: Shape, values: AspectValue[], { form, figure: shown, held, subjects }: Choice): string {
  const what = shown.description.replace(/[.;].*$/, '') || shown.name
  const words = ([aspect, value]: [string, string]) =>
    values.find((each) => each.aspect === aspect && each.value === value)?.words ?? value
  const of = Object.keys(held).length ? ` (${Object.entries(held).map(words).join('; ')})` : ''
  const newest = period(shape.periods.at(-1)!)
  if (form === 'ranking') return `${what}${of}: the ${BARS} highest in ${newest}`
  if (subjects.length > 0) return `${what}${of} over time`
  return shape.subject ? `${what}${of}: the ${LINES} highest of ${newest} over time` : `${what}${of} over time`
}

/** What stands behind a figure, said plainly: a published cell, or a calculation over so many. */
function how(drawn: Drawn[], { figure: shown }: Choice): string {
  const most = Math.max(0, ...drawn.map(({ n }) => n))
  if (most <= 1) return 'Each figure is one published cell.'
  const verb = addsUp(shown) ? 'adds up' : 'is the mean of'
  return `Each figure ${verb} as many as ${whole(most)} published cells.`
}
