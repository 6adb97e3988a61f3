import type { Token } from '../tokens'

/** Tokens of a statement, from one on and up to another that is not of it. */
export interface Span {
  from: number
  to: number
}

/** A call of a function: all of it with FILTER and OVER, and its arguments without DISTINCT and ORDER BY. */
export interface Call {
  name: string
  all: Span
  arguments: Span[]
}

const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^', '**', '||'])
const FACTORS = new Set(['*', '/', '%', '^', '**'])

/** Words before which no operand ends. */
const BETWEEN_OPERANDS = new Set(
  `all and any as asc between by case cross desc distinct else except exclude filter from group having ilike in inner
  intersect into is join lateral left like limit not offset on or order outer over partition pivot qualify replace right
  select similar some then to union unpivot using values when where with within glob escape interval`.split(/\s+/),
)

const TYPED_LITERALS = new Set(['date', 'timestamp', 'timestamptz', 'datetime', 'time', 'interval'])
const UNITS =
  /^(microsecond|millisecond|second|minute|hour|day|week|month|quarter|year|decade|century|centurie|millennium)s?$/

export function isSymbol(token: Token | undefined, ...names: string[]): boolean {
  return token?.kind === 'symbol' && names.includes(token.name)
}

export function isWord(token: Token | undefined, ...names: string[]): boolean {
  return token?.kind === 'word' && names.includes(token.name)
}

export function endsOperand(token: Token | undefined): boolean {
  if (!token) return false
  if (token.kind === 'symbol') return token.name in OPENING
  return token.kind !== 'word' || !BETWEEN_OPERANDS.has(token.name)
}

/** Where the bracket that opens at a token closes. */
export function closeOf(tokens: readonly Token[], open: number): number | undefined {
  let depth = 0
  for (let i = open; i < tokens.length; i++) {
    if (isSymbol(tokens[i], '(', '[', '{')) depth++
    if (isSymbol(tokens[i], ')', ']', '}') && --depth === 0) return i
  }
  return undefined
}

function openOf(tokens: readonly Token[], close: number): number | undefined {
  let depth = 0
  for (let i = close; i >= 0; i--) {
    if (isSymbol(tokens[i], ')', ']', '}')) depth++
    if (isSymbol(tokens[i], '(', '[', '{') && --depth === 0) return i
  }
  return undefined
}

/** Where the operand begins that ends before a token: a value, a name, a call, brackets, with what follows them. */
export function operandBefore(tokens: readonly Token[], end: number): number | undefined {
  const start = pieceBefore(tokens, end)
  if (start === undefined) return undefined
  return isSymbol(tokens[start - 1], '.', '::') ? operandBefore(tokens, start - 1) : start
}

function pieceBefore(tokens: readonly Token[], end: number): number | undefined {
  const last = tokens[end - 1]
  if (!last || !endsOperand(last)) return undefined
  if (last.kind === 'symbol') return bracketBefore(tokens, end - 1)
  if (isWord(last, 'end')) return caseBefore(tokens, end - 1)
  const [before, first] = [tokens[end - 2], tokens[end - 3]]
  if (last.kind === 'word' && UNITS.test(last.name) && isWord(first, 'interval')) return end - 3
  if (last.kind === 'string' && before?.kind === 'word' && TYPED_LITERALS.has(before.name)) return end - 2
  return end - 1
}

function bracketBefore(tokens: readonly Token[], close: number): number | undefined {
  const open = openOf(tokens, close)
  if (open === undefined) return undefined
  const before = tokens[open - 1]
  if (isSymbol(tokens[close], ']')) {
    return endsOperand(before) && !isWord(before, 'array')
      ? operandBefore(tokens, open)
      : isWord(before, 'array')
        ? open - 1
        : open
  }
  if (isSymbol(tokens[close], '}')) return isWord(before, 'map') ? open - 1 : open
  if (isWord(before, 'over', 'filter')) return operandBefore(tokens, open - 1)
  if (isWord(before, 'group') && isWord(tokens[open - 2], 'within')) return operandBefore(tokens, open - 2)
  const called = before?.kind === 'quoted' || (before?.kind === 'word' && !BETWEEN_OPERANDS.has(before.name))
  return called ? open - 1 : open
}

function caseBefore(tokens: readonly Token[], end: number): number | undefined {
  let depth = 0
  for (let i = end; i >= 0; i--) {
    if (isWord(tokens[i], 'end')) depth++
    if (isWord(tokens[i], 'case') && --depth === 0) return i
  }
  return undefined
}

/** Where the operand ends that begins at a token. */
export function operandAfter(tokens: readonly Token[], start: number): number | undefined {
  let at = start
  while (isSymbol(tokens[at], '-', '+')) at++
  const first = tokens[at]
  if (!first) return undefined
  if (isSymbol(first, '(', '[', '{')) at = (closeOf(tokens, at) ?? tokens.length) + 1
  else if (isWord(first, 'case')) at = caseAfter(tokens, at)
  else if (first.kind === 'word' && TYPED_LITERALS.has(first.name) && !isSymbol(tokens[at + 1], '.', ',', ')')) {
    at = isSymbol(tokens[at + 1], '(') ? (closeOf(tokens, at + 1) ?? tokens.length) + 1 : at + 2
    if (first.name === 'interval' && UNITS.test(tokens[at]?.name ?? '')) at++
  } else if (first.kind === 'symbol' || !endsOperand(first)) return undefined
  else at++
  return followed(tokens, at)
}

function followed(tokens: readonly Token[], start: number): number {
  let at = start
  for (;;) {
    const next = tokens[at]
    if (isSymbol(next, '(', '[')) at = (closeOf(tokens, at) ?? tokens.length) + 1
    else if (isSymbol(next, '.', '::')) at += 2
    else if (isWord(next, 'over', 'filter', 'within')) at = withClauses(tokens, at)
    else return at
  }
}

/** Where a call ends with its FILTER, WITHIN GROUP and OVER. */
function withClauses(tokens: readonly Token[], start: number): number {
  let at = start
  for (;;) {
    const next = tokens[at]
    if (isWord(next, 'over', 'filter')) {
      at = isSymbol(tokens[at + 1], '(') ? (closeOf(tokens, at + 1) ?? tokens.length) + 1 : at + 2
    } else if (isWord(next, 'within')) at = (closeOf(tokens, at + 2) ?? tokens.length) + 1
    else return at
  }
}

function caseAfter(tokens: readonly Token[], start: number): number {
  let depth = 0
  for (let i = start; i < tokens.length; i++) {
    if (isWord(tokens[i], 'case')) depth++
    if (isWord(tokens[i], 'end') && --depth === 0) return i + 1
  }
  return tokens.length
}

/** The sum or product that ends before an operator. */
export function sumBefore(tokens: readonly Token[], end: number): Span | undefined {
  let from = operandBefore(tokens, end)
  while (from !== undefined && tokens[from - 1]?.kind === 'symbol' && ARITHMETIC.has(tokens[from - 1]?.name ?? '')) {
    let operator = from - 1
    while (operator > 0 && ARITHMETIC.has(tokens[operator - 1]?.name ?? '')) operator--
    const before = operandBefore(tokens, operator)
    if (before === undefined) return { from: operator, to: end }
    from = before
  }
  return from === undefined ? undefined : { from, to: end }
}

/** The product after `+`, or the sum after a comparison. */
export function termAfter(tokens: readonly Token[], start: number, operators = FACTORS): Span | undefined {
  let to = operandAfter(tokens, start)
  while (to !== undefined && tokens[to]?.kind === 'symbol' && operators.has(tokens[to]?.name ?? '')) {
    let next = to + 1
    while (operators.has(tokens[next]?.name ?? '')) next++
    const after = operandAfter(tokens, next)
    if (after === undefined) return undefined
    to = after
  }
  return to === undefined ? undefined : { from: start, to }
}

export function sumAfter(tokens: readonly Token[], start: number): Span | undefined {
  return termAfter(tokens, start, ARITHMETIC)
}

/** The call that begins at a token. */
export function callAt(tokens: readonly Token[], at: number): Call | undefined {
  const name = tokens[at]
  if (!name || !(name.kind === 'word' || name.kind === 'quoted') || !isSymbol(tokens[at + 1], '(')) return undefined
  const close = closeOf(tokens, at + 1)
  if (close === undefined) return undefined
  return {
    name: name.name,
    all: { from: at, to: withClauses(tokens, close + 1) },
    arguments: listed(tokens, at + 2, close),
  }
}

/** The items between commas. */
export function listed(tokens: readonly Token[], from: number, to: number): Span[] {
  const found: Span[] = []
  let [start, end] = [isWord(tokens[from], 'distinct', 'all') ? from + 1 : from, -1]
  const close = (at: number) => {
    const last = end < 0 ? at : end
    if (last > start) found.push({ from: start, to: last })
    ;[start, end] = [at + 1, -1]
  }
  let depth = 0
  for (let i = start; i < to; i++) {
    if (isSymbol(tokens[i], '(', '[', '{')) depth++
    if (isSymbol(tokens[i], ')', ']', '}')) depth--
    if (depth > 0) continue
    if (isSymbol(tokens[i], ',')) close(i)
    if (isWord(tokens[i], 'order') && end < 0) end = i
  }
  close(to)
  return found
}

/** The results after THEN and ELSE of the CASE that begins at a token. */
export function branchesOf(tokens: readonly Token[], start: number): Span[] {
  const end = caseAfter(tokens, start)
  const found: Span[] = []
  let [depth, from] = [0, -1]
  for (let i = start; i < end; i++) {
    const token = tokens[i]
    if (isSymbol(token, '(', '[', '{') || isWord(token, 'case')) depth++
    const closes = depth === 1 && (isWord(token, 'when', 'else', 'end') as boolean)
    if (closes && from >= 0) {
      found.push({ from, to: i })
      from = -1
    }
    if (depth === 1 && isWord(token, 'then', 'else')) from = i + 1
    if (isSymbol(token, ')', ']', '}') || isWord(token, 'end')) depth--
  }
  return found
}
