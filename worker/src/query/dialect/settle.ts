import { AskError } from '../error'
import { type Token, tokensOf } from '../tokens'
import type { Difference, Edit, Site } from './difference'
import { DIFFERENCES } from './differences'

/** More than a person writes; each costs a pass over the statement. */
const MOST_LOOKS = 200

const ALL = Object.values(DIFFERENCES).flat()

/** A call of it says the types of what it is given: it takes nothing. */
const PROBE = 'pi'
const TYPES = /^Binder Error: No function matches the given name and argument types 'pi\((.*)\)'\. You might/

/**
 * A statement with the same meaning for the engine as for DuckDB of today.
 *
 * @param prepare fails as the engine does when a statement is none
 * @throws AskError when it cannot be made the same
 */
export function settled(sql: string, prepare: (sql: string) => void): string {
  return changed(changed(sql, false, prepare), true, prepare)
}

/** @param typed whether to look at what types decide, or at what words alone do */
function changed(sql: string, typed: boolean, prepare: (sql: string) => void): string {
  const tokens = tokensOf(sql)
  const places = placesIn(sql, tokens, typed)
  const edits: Edit[] = []
  for (const place of places) {
    const types = typed ? typesAt(place, places, sql, prepare) : []
    const verdict = types.length === place.texts.length ? place.site.verdict(types) : undefined
    if (verdict === 'refuse') throw refused(place.difference, place.token)
    edits.push(...(verdict ?? []))
  }
  return edits.length === 0 ? sql : edited(sql, tokens, edits)
}

/** A site in a statement: `texts` are its operands, and it is read from one position to another. */
interface Place {
  difference: Difference
  site: Site
  token: Token
  texts: string[]
  from: number
  to: number
}

function placesIn(sql: string, tokens: readonly Token[], typed: boolean): Place[] {
  const position = (token: number) => tokens[token]?.position ?? sql.length
  const places: Place[] = []
  for (const [i, token] of tokens.entries()) {
    for (const difference of ALL) {
      const site = difference.at(tokens, i)
      if (!site || site.operands.length > 0 !== typed) continue
      if (typed && places.length === MOST_LOOKS) throw tooMany()
      const texts = site.operands.map(({ from, to }) => sql.slice(position(from), position(to)))
      const read = site.whole ? [site.whole] : site.operands
      const from = position(Math.min(...read.map((span) => span.from)))
      const to = position(Math.max(...read.map((span) => span.to)))
      places.push({ difference, site, token, texts, from, to })
    }
  }
  return places
}

/** An expression that is grouped by must stay the one that is selected: where one alone gives no types, all equal ones are probed together. */
function typesAt(place: Place, places: readonly Place[], sql: string, prepare: (sql: string) => void): string[] {
  const alone = typesOf([place], sql, prepare)
  if (alone.length > 0) return alone
  const words = sql.slice(place.from, place.to)
  const alike = places.filter(({ from, to }) => sql.slice(from, to) === words)
  return alike.length > 1 ? typesOf(alike, sql, prepare) : []
}

function typesOf(places: readonly Place[], sql: string, prepare: (sql: string) => void): string[] {
  let text = ''
  let at = 0
  for (const { from, to, texts } of places) {
    if (from < at) continue
    text += `${sql.slice(at, from)}${PROBE}(${texts.map((operand) => `(${operand}\n)`).join(', ')}) `
    at = to
  }
  try {
    prepare(text + sql.slice(at))
  } catch (error) {
    if (error instanceof AskError) throw error
    const found = TYPES.exec(error instanceof Error ? error.message : String(error))
    return found ? split(found[1] ?? '') : []
  }
  return []
}

/** Types between commas, but not within brackets. */
function split(list: string): string[] {
  const types = ['']
  let depth = 0
  for (const letter of list) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === ',' && depth === 0) types.push('')
    else types.push(`${types.pop()}${letter}`)
  }
  return types.map((type) => type.trim())
}

function edited(sql: string, tokens: readonly Token[], edits: Edit[]): string {
  const instead = new Map(edits.filter(({ replaces }) => replaces).map(({ from, start }) => [from, start]))
  const around = edits.filter(({ replaces }) => !replaces)
  let text = ''
  for (let i = 0; i <= tokens.length; i++) {
    const ends = around.filter(({ to }) => to === i).sort((a, b) => b.from - a.from)
    const starts = around.filter(({ from }) => from === i).sort((a, b) => b.to - a.to)
    text += ends.map((edit) => closing(edit, sql, tokens)).join('') + starts.map(({ start }) => start).join('')
    const end = tokens[i + 1]?.position ?? sql.length
    if (i < tokens.length) text += instead.has(i) ? `${instead.get(i)} ` : sql.slice(tokens[i]?.position, end)
    // A comment ends here at the latest.
    if (i < tokens.length && !instead.has(i) && sql.slice(tokens[i]?.position, end).includes('--')) text += '\n'
  }
  return text
}

function closing({ end, copied }: Edit, sql: string, tokens: readonly Token[]): string {
  if (!copied) return end
  const { span, then } = copied
  return `${end}${sql.slice(tokens[span.from]?.position, tokens[span.to]?.position)}\n${then}`
}

function refused({ what, why, instead }: Difference, { position }: Token): AskError {
  return new AskError(400, 'sql_refused', `The statement is refused for ${what}`, `${why} ${instead ?? ''}`.trim(), {
    position,
  })
}

function tooMany(): AskError {
  return new AskError(
    400,
    'sql_refused',
    `The statement has more than ${MOST_LOOKS} casts, comparisons and sums of different values`,
    'Ask a smaller question, or several.',
    { limit: MOST_LOOKS },
  )
}
