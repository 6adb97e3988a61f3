import { AskError } from './error'

/** `name` is in lower case and without quotes; `position` counts UTF-16 units from 0. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol'
  name: string
  position: number
}

/**
 * The pieces of a statement as DuckDB's lexer sees them, without comments and white space. Outside of quotes and comments a
 * statement is ASCII: it does not matter what else the engine takes for a space or a letter.
 *
 * @throws AskError saying where it is not, or where a quotation mark or a comment has no end
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < sql.length) {
    const rule = RULES.find((each) => {
      each.pattern.lastIndex = at
      return each.pattern.test(sql)
    })
    if (!rule) throw isPlain(sql, at) ? unterminated(sql, at) : foreign(sql, at)
    const end = rule.kind === 'comment' ? endOfComment(sql, at) : rule.pattern.lastIndex
    const text = sql.slice(at, end)
    if (rule.kind === 'dollar') {
      const close = sql.indexOf(text, end)
      if (close < 0) throw unterminated(sql, at)
      tokens.push({ kind: 'string', name: sql.slice(end, close), position: at })
      at = close + text.length
      continue
    }
    if (rule.kind !== 'comment' && rule.kind !== 'space') {
      tokens.push({ kind: rule.kind, name: rule.name ? rule.name(text) : text.toLowerCase(), position: at })
    }
    at = end
  }
  return tokens
}

const RULES: {
  kind: Token['kind'] | 'comment' | 'space' | 'dollar'
  pattern: RegExp
  name?: (text: string) => string
}[] = [
  { kind: 'space', pattern: /[ \t\n\r\f]+|--[^\n\r]*/y },
  { kind: 'comment', pattern: /\/\*/y },
  { kind: 'string', pattern: /[eE]'(?:[^'\\]|''|\\[^])*'/y, name: (text) => text.slice(2, -1) },
  {
    kind: 'string',
    pattern: /(?:[xXbBnN]|[uU]&)?'(?:[^']|'')*'/y,
    name: (text) => text.slice(text.indexOf("'") + 1, -1),
  },
  { kind: 'dollar', pattern: /\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$/y },
  {
    kind: 'quoted',
    pattern: /"(?:[^"]|"")*"/y,
    name: (text) => text.slice(1, -1).replaceAll('""', '"').toLowerCase(),
  },
  { kind: 'number', pattern: /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y },
  { kind: 'word', pattern: /[A-Za-z_][A-Za-z0-9_$]*/y },
  { kind: 'parameter', pattern: /\$\w+|\?\d*/y },
  { kind: 'symbol', pattern: /::|->>?|\|\||<=|>=|<>|!=|=>|:=|\*\*|[!#-&(-@[-`{-~]/y },
]

/** Comments nest, as in PostgreSQL. */
function endOfComment(sql: string, start: number): number {
  const marks = /\/\*|\*\//g
  marks.lastIndex = start
  let depth = 0
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  throw unterminated(sql, start)
}

function unterminated(sql: string, position: number): AskError {
  return new AskError(
    400,
    'sql_invalid',
    `The statement does not end what it begins with ${sql.slice(position, position + 12)}`,
    'Close the quotation mark or the comment.',
    { position },
  )
}

/** Whether the character is one that a statement is written with. */
function isPlain(sql: string, at: number): boolean {
  return /[!-~]/.test(sql.charAt(at))
}

function foreign(sql: string, position: number): AskError {
  const code = (sql.codePointAt(position) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return new AskError(
    400,
    'sql_refused',
    `The statement is refused for the character U+${code} outside of quotes`,
    'Write plain spaces and letters without accents, or put the name in double quotes.',
    { position },
  )
}
