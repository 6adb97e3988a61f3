import { AskError } from './error'
import { isRefusedName, mayCall } from './functions'
import type { Limits } from './limits'
import { endlessPart } from './endless'
import { type Token, tokensOf } from './tokens'

/** A statement that may be executed. */
export interface GuardedStatement {
  /** Without what follows its last token: a semicolon, a comment. */
  sql: string
  verb: Verb
  /** Every name in it, in lower case: of tables, columns, functions and words of SQL. */
  names: Set<string>
}

export type Verb = 'select' | 'describe' | 'summarize'

/** First words of statements that only read, and what they are. */
export const VERBS: Record<string, Verb> = {
  select: 'select',
  with: 'select',
  from: 'select',
  values: 'select',
  pivot: 'select',
  unpivot: 'select',
  '(': 'select',
  describe: 'describe',
  summarize: 'summarize',
}

export const READS = new Set(['select', 'from', 'values', 'pivot', 'unpivot', '('])

/** More than a person writes, less than breaks the engine: 86 UNION ALL do. */
export const MOST = { tokens: 3000, depth: 40, selects: 60, unions: 40, joins: 20, cases: 40, list: 1000 }

const ADVICE = 'Ask one SELECT over the datasets that GET /api/datasets lists.'

/**
 * Lets one statement through that reads and nothing else. What it cannot see, such as names that do not exist, the
 * engine refuses.
 *
 * @throws AskError saying what is refused, where, and what would do
 */
export function guard(text: string, limits: Limits): GuardedStatement {
  const bytes = new TextEncoder().encode(text).length
  if (bytes > limits.sqlBytes) {
    throw new AskError(
      413,
      'sql_too_long',
      `The statement has ${bytes} bytes, the limit is ${limits.sqlBytes}`,
      ADVICE,
      {
        limit: limits.sqlBytes,
        found: bytes,
      },
    )
  }
  if (/\p{Surrogate}/u.test(text)) throw refused('half a character', text.search(/\p{Surrogate}/u))
  if (text.includes('\0')) throw refused('a character with code 0', text.indexOf('\0'))

  const all = tokensOf(text)
  const tokens = withoutEnd(all)
  const first = tokens[0]
  if (!first) throw new AskError(400, 'sql_empty', 'There is no statement', ADVICE)
  const verb = verbOf(tokens)
  checkWords(tokens)
  checkSize(tokens)
  const end = all[tokens.length]?.position ?? text.length
  return { sql: text.slice(first.position, end), verb, names: namesIn(tokens) }
}

/** One statement may end with semicolons; nothing may follow. */
function withoutEnd(tokens: Token[]): Token[] {
  const end = tokens.findIndex((token) => isSymbol(token, ';'))
  if (end < 0) return tokens
  const more = tokens.slice(end).find((token) => !isSymbol(token, ';'))
  if (more) throw refused('a second statement', more.position)
  return tokens.slice(0, end)
}

function verbOf(tokens: Token[]): Verb {
  const first = tokens[0] as Token
  const verb = first.kind === 'word' || first.kind === 'symbol' ? VERBS[first.name] : undefined
  if (!verb || !Object.hasOwn(VERBS, first.name)) throw refused(`a statement that begins with ${shown(first)}`, 0)
  if (first.name === 'with') checkMainStatement(tokens)
  if (verb !== 'select') checkDescribed(tokens)
  return verb
}

/** `WITH x AS (...) INSERT ...` begins like a question, and is none. */
function checkMainStatement(tokens: Token[]): void {
  let depth = 0
  for (let i = 1; i < tokens.length; i++) {
    const token = tokens[i] as Token
    if (isSymbol(token, '(')) depth++
    if (isSymbol(token, ')')) depth--
    const next = tokens[i + 1]
    if (depth !== 0 || !isSymbol(token, ')') || !next) continue
    if (isSymbol(next, ',') || isWord(next, 'as')) continue
    if ((next.kind === 'word' || next.kind === 'symbol') && READS.has(next.name)) return
    throw refused(`WITH before ${shown(next)}`, next.position)
  }
}

function checkDescribed(tokens: Token[]): void {
  const next = tokens[1]
  const isName =
    next?.kind === 'quoted' ||
    (next?.kind === 'word' && !['insert', 'update', 'delete', 'create', 'copy'].includes(next.name))
  if (!next || !(isName || isSymbol(next, '('))) throw refused('a description of nothing', next?.position ?? 0)
}

function checkWords(tokens: Token[]): void {
  tokens.forEach((token, i) => {
    const next = tokens[i + 1]
    const isName = token.kind === 'word' || token.kind === 'quoted'
    const endless = endlessPart(tokens, i)
    if (endless)
      throw new AskError(
        400,
        'sql_refused',
        endless,
        'Use contains, starts_with or regexp_matches; a number, days or hours as a step.',
        {
          position: token.position,
        },
      )
    if (token.kind === 'parameter') throw refused('a parameter without a value', token.position)
    if (isWord(token, 'into') && !(next && isWord(next, 'name'))) throw refused('INTO', token.position)
    if (isName && isRefusedName(token.name)) throw refused(shown(token), token.position)
    const called = isName && next !== undefined && isSymbol(next, '(')
    if (called && !mayCall(token.name, token.kind === 'quoted', holdsNames(tokens, i + 2))) throw notKnown(token)
    if ((isWord(token, 'from') || isWord(token, 'join')) && next?.kind === 'string') {
      throw refused('a file as a table', next.position)
    }
  })
}

/** Whether brackets hold names with commas between, from their first token on. */
function holdsNames(tokens: Token[], from: number): boolean {
  for (let i = from; ; i += 2) {
    const [name, after] = [tokens[i], tokens[i + 1]]
    if (!name || !after || !(name.kind === 'word' || name.kind === 'quoted')) return false
    if (isSymbol(after, ')')) return true
    if (!isSymbol(after, ',')) return false
  }
}

function checkSize(tokens: Token[]): void {
  let depth = 0
  let deepest = 0
  let cases = 0
  let mostCases = 0
  const lists: number[] = [0]
  let longest = 0
  for (const token of tokens) {
    if (token.kind === 'symbol' && '([{'.includes(token.name)) {
      deepest = Math.max(deepest, ++depth)
      lists.push(0)
    } else if (token.kind === 'symbol' && ')]}'.includes(token.name)) {
      depth--
      lists.pop()
    } else if (isSymbol(token, ',')) {
      longest = Math.max(longest, lists.push((lists.pop() ?? 0) + 1) && (lists.at(-1) ?? 0))
    } else if (isWord(token, 'case')) mostCases = Math.max(mostCases, ++cases)
    else if (isWord(token, 'end')) cases--
  }
  const count = (...words: string[]) => tokens.filter((token) => words.some((word) => isWord(token, word))).length
  checkMost('pieces', tokens.length, MOST.tokens)
  checkMost('brackets within brackets', deepest, MOST.depth)
  checkMost('CASE within CASE', mostCases, MOST.cases)
  checkMost('values in a list', longest + 1, MOST.list)
  checkMost('SELECT', count('select'), MOST.selects)
  checkMost('UNION, EXCEPT and INTERSECT', count('union', 'except', 'intersect'), MOST.unions)
  checkMost('JOIN', count('join'), MOST.joins)
}

function checkMost(what: string, found: number, limit: number): void {
  if (found <= limit) return
  throw new AskError(
    400,
    'sql_refused',
    `The statement has ${found} ${what}, the limit is ${limit}`,
    'Ask a smaller question, or several.',
    { limit, found },
  )
}

function namesIn(tokens: Token[]): Set<string> {
  return new Set(tokens.filter((token) => token.kind === 'word' || token.kind === 'quoted').map((token) => token.name))
}

function isSymbol(token: Token, name: string): boolean {
  return token.kind === 'symbol' && token.name === name
}

function isWord(token: Token, name: string): boolean {
  return token.kind === 'word' && token.name === name
}

function shown(token: Token): string {
  const name = token.name.length > 40 ? `${token.name.slice(0, 40)}...` : token.name
  return token.kind === 'word' ? name.toUpperCase() : name
}

function notKnown(token: Token): AskError {
  return new AskError(
    400,
    'sql_refused',
    `The statement is refused for ${shown(token)}: no function of this name may be called`,
    'Check its spelling. The engine is DuckDB 0.9.1. Functions are refused that read files or its state, or whose work has no limit.',
    { position: token.position },
  )
}

function refused(what: string, position: number): AskError {
  return new AskError(400, 'sql_refused', `The statement is refused for ${what}`, ADVICE, { position })
}
