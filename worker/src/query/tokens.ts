import { AskError } from './error'

/** `name` is in lower case and without quotes; `position` counts UTF-16 units from 0. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol'
  name: string
  position: number
}

/** The pieces of a statement as DuckDB's lexer sees them, without comments and white space. @throws AskError */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < sql.length) {
    const rule = RULES.find((each) => {
      each.pattern.lastIndex = at
      return each.pattern.test(sql)
    })
    if (!rule) throw unterminated(sql, at)
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
  { kind: 'space', pattern: /[\s\u00a0\ufeff]+|--[^\n\r]*/y },
  { kind: 'comment', pattern: /\/\*/y },
  { kind: 'string', pattern: /[eE]'(?:[^'\\]|''|\\[^])*'/y, name: (text) => text.slice(2, -1) },
  {
    kind: 'string',
    pattern: /(?:[xXbBnN]|[uU]&)?'(?:[^']|'')*'/y,
    name: (text) => text.slice(text.indexOf("'") + 1, -1),
  },
  { kind: 'dollar', pattern: /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y },
  {
    kind: 'quoted',
    pattern: /"(?:[^"]|"")*"/y,
    name: (text) => text.slice(1, -1).replaceAll('""', '"').toLowerCase(),
  },
  { kind: 'number', pattern: /(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y },
  { kind: 'word', pattern: /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y },
  { kind: 'parameter', pattern: /\$\w+|\?\d*/y },
  { kind: 'symbol', pattern: /::|->>?|\|\||<=|>=|<>|!=|=>|:=|\*\*|[^\s'"]/y },
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
