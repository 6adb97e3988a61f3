import type { Token } from '../tokens'
import { type Difference, REFUSE, type Site, calls, refusedFor, replaced, same, stringOf } from './difference'
import { type Span, branchesOf, endsOperand, isSymbol, isWord, listed, closeOf, sumAfter, sumBefore } from './spans'

const NESTED = /\[\]$|^(STRUCT|MAP|UNION)/
const NESTED_OR_INTERVAL = /\[\]$|^(STRUCT|MAP|UNION|INTERVAL)/

/** Whether a pattern has the wildcard for one character; an escaped one is none. */
function standsForOne(tokens: readonly Token[], at: number): boolean {
  const pattern = tokens[at]
  if (pattern?.kind !== 'string') return false
  const escape = isWord(tokens[at + 1], 'escape') ? tokens[at + 2]?.name : undefined
  const letters = [...pattern.name]
  return letters.some((letter, i) => letter === '_' && (escape === undefined || !isEscaped(letters, i, escape)))
}

function isEscaped(letters: string[], at: number, escape: string): boolean {
  let before = at
  while (before > 0 && letters[before - 1] === escape) before--
  return (at - before) % 2 === 1
}

/** LIKE with the wildcard for one character: as a regular expression, which counts characters and not bytes. */
function likeAt(tokens: readonly Token[], i: number): Site | undefined {
  const pattern = tokens[i + 1]
  if (!isWord(tokens[i], 'like') || pattern?.kind !== 'string' || !standsForOne(tokens, i + 1)) return undefined
  // What quotes and backslashes mean depends on how the text is quoted.
  if (isWord(tokens[i + 2], 'escape') || /['\\]/.test(pattern.name)) return REFUSE
  const expression = [...pattern.name]
    .map((each) => (each === '%' ? '.*' : each === '_' ? '.' : each.replace(/[\\^$.|?*+()[\]{}]/, '\\$&')))
    .join('')
  return same(replaced(i, 'SIMILAR TO'), replaced(i + 1, `'(?s)${expression}'`))
}

/** Values of which one is a text in quotes and another is none: which type has the answer? */
function mixed(tokens: readonly Token[], values: Span[]): Site | undefined {
  const others = values.filter(
    (value) =>
      stringOf(tokens, value) === undefined && !(value.to - value.from === 1 && isWord(tokens[value.from], 'null')),
  )
  if (
    others.length === 0 ||
    others.length === values.filter(({ from, to }) => !(to - from === 1 && isWord(tokens[from], 'null'))).length
  )
    return undefined
  return {
    operands: others,
    verdict: (types) => (types.every((type) => /^(VARCHAR|NULL|"NULL"|BLOB)$/.test(type)) ? undefined : 'refuse'),
  }
}

function mixedAt(tokens: readonly Token[], i: number): Site | undefined {
  if (isWord(tokens[i], 'case')) return mixed(tokens, branchesOf(tokens, i))
  if (isSymbol(tokens[i], '[') && (!endsOperand(tokens[i - 1]) || isWord(tokens[i - 1], 'array'))) {
    const close = closeOf(tokens, i)
    return close === undefined ? undefined : mixed(tokens, listed(tokens, i + 1, close))
  }
  return calls('coalesce ifnull nullif greatest least list_value list_pack', ({ arguments: values }) =>
    mixed(tokens, values),
  )(tokens, i)
}

export const TEXTS: readonly Difference[] = [
  {
    what: 'LIKE with _',
    why: 'DuckDB 0.9 counts bytes, so that _ does not match é. The engine is made to count characters.',
    shows: "SELECT 'naïve' LIKE 'na_ve', 'é' NOT LIKE '_'",
    at: (tokens, i) => {
      const site = likeAt(tokens, i)
      return site === REFUSE ? undefined : site
    },
  },
  {
    what: 'a wildcard for one character in ILIKE, in GLOB, with ESCAPE, or beside quotes or backslashes',
    why: 'DuckDB 0.9 counts bytes, so that it does not match é.',
    instead: "Write lower(x) LIKE 'na_ve', or regexp_matches(x, '^na.ve$').",
    shows: "SELECT 'naïve' ILIKE 'na_ve'",
    at: (tokens, i) => {
      const pattern = tokens[i + 1]
      const glob = isWord(tokens[i], 'glob') && pattern?.kind === 'string' && /[?[]/.test(pattern.name)
      const ilike = isWord(tokens[i], 'ilike') && standsForOne(tokens, i + 1)
      return glob || ilike || likeAt(tokens, i) === REFUSE ? REFUSE : undefined
    },
  },
  {
    what: 'values of which one is a text and another is none',
    why: 'One engine makes them texts, the other makes the text a number or a date, or fails.',
    instead: "Cast the others: coalesce(x::VARCHAR, 'none').",
    shows: "SELECT coalesce(attendances_type_1, 'none') FROM ae_provider",
    at: mixedAt,
  },
  {
    what: 'a list, a struct or an interval that becomes part of a text',
    why: 'One engine writes it, the other refuses or writes it in another way.',
    instead: "Write array_to_string(l, ', '), list_concat(a, b), or name the fields.",
    shows: "SELECT 'a' || [1], concat([1], 'a'), concat_ws(',', [1, 2])",
    at: (tokens, i) => {
      const called = calls('concat concat_ws format printf', ({ arguments: values }) =>
        refusedFor(values, NESTED_OR_INTERVAL),
      )(tokens, i)
      if (called || !isSymbol(tokens[i], '||') || !endsOperand(tokens[i - 1])) return called
      const [left, right] = [sumBefore(tokens, i), sumAfter(tokens, i + 1)]
      return (
        left &&
        right && {
          operands: [left, right],
          verdict: (types) => {
            const lists = types.filter((type) => type.endsWith('[]') || type === 'NULL').length
            return lists < 2 && types.some((type) => NESTED_OR_INTERVAL.test(type)) ? 'refuse' : undefined
          },
        }
      )
    },
  },
  {
    what: 'contains of a list',
    why: 'For DuckDB 0.9 contains is of texts alone, and makes the list one.',
    instead: 'Write list_contains(l, x).',
    shows: 'SELECT contains([1, 2], 1)',
    at: calls('contains', ({ arguments: values }) => refusedFor(values, NESTED)),
  },
  {
    what: 'the greatest, the middle or the most frequent of lists, structs or intervals',
    why: 'DuckDB 0.9 answers with their texts.',
    instead: 'Ask for a number or a text of each.',
    shows: 'SELECT mode([1, 2]), greatest(INTERVAL 1 MONTH, INTERVAL 2 DAY)',
    at: calls(
      'greatest least mode median quantile quantile_disc list_mode list_median',
      ({ name, arguments: values }) =>
        refusedFor(
          values.slice(0, /^(greatest|least)$/.test(name) ? undefined : 1),
          name.startsWith('list_') ? /\[\]\[\]$|^(STRUCT|MAP|INTERVAL).*\[\]$/ : NESTED_OR_INTERVAL,
        ),
    ),
  },
  {
    what: 'a text that shows a size or a bar',
    why: 'The spaces in it are not the same.',
    instead: 'Write the number, and its unit behind it.',
    shows: 'SELECT bar(5, 0, 10, 5), formatReadableDecimalSize(3000000000)',
    at: calls('bar formatreadabledecimalsize', () => REFUSE),
  },
  {
    what: 'JSON',
    why: 'The engine has no JSON.',
    instead: 'Columns of what is published are no JSON; lists and structs are read by l[1] and s.name.',
    shows: "SELECT '{\"a\": 1}'->>'a'",
    at: (tokens, i) => {
      const token = tokens[i]
      const arrow =
        isSymbol(token, '->>') ||
        (isSymbol(token, '->') && (tokens[i + 1]?.kind === 'string' || tokens[i - 1]?.kind === 'string'))
      const named =
        token?.kind === 'word' &&
        /^(json(_\w+)?|to_json|from_json\w*|row_to_json|array_to_json)$/.test(token.name) &&
        isSymbol(tokens[i + 1], '(')
      return arrow || named ? REFUSE : undefined
    },
  },
]
