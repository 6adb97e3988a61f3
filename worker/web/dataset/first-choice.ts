import type { Column } from '../api/types'
import type { Result } from '../ask/result'
import { type AspectValue, aspectSql, type Choice, combinationSql, figuresSql, formsOf, heldAtFirst } from './chart-sql'
import { addsUp, type Shape } from './shape'

/** How a chart begins, and the values that its aspects may be held at. */
export interface Start {
  values: AspectValue[]
  choice: Choice
}

type Ask = (sql: string) => Promise<Pick<Result, 'rows'>>

/** More are not asked about: each is a column that is read. */
const MOST_FIGURES = 20

/**
 * What a chart shows at first: the first figure, totals before others, that is published for the values that it is held
 * at. Where none is, the values with most figures are held instead.
 */
export async function startOf(dataset: string, shape: Shape, ask: Ask): Promise<Start> {
  const values =
    shape.aspects.length > 0 ? (await ask(aspectSql(dataset, shape))).rows.map((row) => valueOf(row as never)) : []
  const figures = byPreference(shape.figures).slice(0, MOST_FIGURES)
  const first = figures[0]!
  const held = heldAtFirst(shape, first, values)
  const published = async (held: Choice['held']) => {
    const counts = (await ask(figuresSql(dataset, shape, figures, held))).rows[0] ?? []
    return figures.filter((_, i) => Number(counts[i]) > 0)
  }
  const begun = { form: formsOf(shape)[0]!, subjects: [] }
  const figure = (await published(held)).find((each) => addsUp(each) === addsUp(first))
  if (figure) return { values, choice: { ...begun, figure, held } }

  const any = (await published({}))[0]
  if (!any || shape.aspects.length === 0) return { values, choice: { ...begun, figure: any ?? first, held } }
  const row = (await ask(combinationSql(dataset, shape, any))).rows[0] ?? []
  const combination = shape.aspects.map(({ key }, i) => [key.name, String(row[i] ?? '')] as const)
  return {
    values,
    choice: { ...begun, figure: any, held: Object.fromEntries(combination.filter(([, value]) => value)) },
  }
}

function valueOf([aspect, value, words, n]: [string, string, string, number]): AspectValue {
  return { aspect, value, words, n }
}

function byPreference(figures: Column[]): Column[] {
  const isTotal = ({ name }: Column) => /^total(_all)?$/.test(name)
  return [...figures.filter(isTotal), ...figures.filter((each) => !isTotal(each))]
}
