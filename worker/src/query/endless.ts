import type { Token } from './tokens'

const SERIES = new Set(['range', 'generate_series'])
const LIKE = new Set(['like', 'ilike', 'glob'])

/** Where a pattern also has a wildcard for one character, DuckDB tries each of these at each position, nested. */
export const MOST_WILDCARDS = 2

/** No code is padded to more, and long texts make other functions slow. */
export const MOST_PADDING = 10_000

/**
 * Why a comparison with a pattern, a padding or a series could run for ever and could not be stopped; nothing when it could not.
 *
 * @param at the token that may begin one
 */
export function endlessPart(tokens: Token[], at: number): string | undefined {
  const token = tokens[at] as Token
  const next = tokens[at + 1]
  if (token.kind === 'symbol' && token.name === '~' && next?.name === '~' && next.position === token.position + 1) {
    return 'The statement is refused for ~~'
  }
  if (token.kind === 'word' && LIKE.has(token.name)) {
    const after = tokens[at + 2]
    const goesOn = after !== undefined && after.kind !== 'word' && !/^[),\]}]$/.test(after.name)
    if (next?.kind !== 'string' || goesOn) {
      return `The statement is refused for ${token.name.toUpperCase()} with a pattern that is worked out`
    }
    return isSlow(next.name)
      ? `The statement is refused for a pattern of several wildcards: ${next.name.slice(0, 40)}`
      : undefined
  }
  if ((token.kind === 'word' || token.kind === 'quoted') && (token.name === 'lpad' || token.name === 'rpad')) {
    const end = tokens.findIndex((each, i) => i > at && each.name === ')')
    const long = tokens
      .slice(at, end < 0 ? undefined : end)
      .some((each) => each.kind === 'number' && Number(each.name.replaceAll('_', '')) > MOST_PADDING)
    return long ? `The statement is refused for a text padded to more than ${MOST_PADDING}` : undefined
  }
  if ((token.kind === 'word' || token.kind === 'quoted') && SERIES.has(token.name) && next?.name === '(') {
    const step = argumentsOf(tokens, at + 1)[2]
    return step && !isCoarse(step) ? 'The statement is refused for a series whose step may be very small' : undefined
  }
  return undefined
}

/** The arguments of the call whose bracket is at `open`. */
function argumentsOf(tokens: Token[], open: number): Token[][] {
  const found: Token[][] = [[]]
  let depth = 0
  for (const token of tokens.slice(open)) {
    if (token.kind === 'symbol' && '([{'.includes(token.name) && ++depth === 1) continue
    if (token.kind === 'symbol' && ')]}'.includes(token.name) && --depth === 0) break
    if (depth === 1 && token.kind === 'symbol' && token.name === ',') found.push([])
    else found.at(-1)?.push(token)
  }
  return found
}

/** A number, or an interval of hours or more: the engine counts the steps of a list before it makes it. */
function isCoarse(step: Token[]): boolean {
  const words = step.filter((token) => token.name !== '-').map((token) => token.name)
  const [first = '', ...rest] = words
  if (words.length === 1) return /^\d+$/.test(first)
  return first === 'interval' && /^\(?\s*\d+\s*\)?\s*(hour|day|week|month|quarter|year)s?$/.test(rest.join(' '))
}

function isSlow(pattern: string): boolean {
  const single = /[_?[\\]/.test(pattern)
  return single ? pattern.split(/[%*]+/).length - 1 > MOST_WILDCARDS : pattern.split('*').length - 1 > MOST_WILDCARDS
}
