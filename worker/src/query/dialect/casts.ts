import {
  type Cast,
  type Difference,
  REFUSE,
  type Site,
  calls,
  castAt,
  refusedFor,
  replaced,
  same,
  stringOf,
  wrapped,
} from './difference'
import { isWord } from './spans'
import type { Token } from '../tokens'

const DECIMALS = new Set(['decimal', 'dec', 'numeric'])
const TEXTS = new Set(['varchar', 'text', 'string', 'char', 'bpchar', 'nvarchar'])
const TIMES = new Set(['timestamp', 'datetime', 'time', 'timestamptz', 'timestamp with time zone'])
const NUMBERS =
  /^(u?(tiny|small|big|huge)?int(eger)?|int[1248]|u?int(8|16|32|64|128)|short|long|real|float[48]?|double|decimal|dec|numeric)$/
/** What the engine lacks, or holds in another way. */
const UNLIKE = new Set(
  [
    'enum',
    'bit',
    'bitstring',
    'timetz',
    'time with time zone',
    'union',
    'json',
    'uhugeint',
    'uint128',
    'varint',
    'bignum',
    'variant',
    'geometry',
  ].concat(['timestamp_ns', 'timestamp_s', 'timestamp_ms', 'time_ns']),
)

const WHOLE_TIME = /^\d\d:\d\d:\d\d(\.\d{1,6})?$/
const WHOLE_TIMESTAMP = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d:\d\d(\.\d{1,6})?)?$/
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\d[ T])?\d\d:\d\d$/

function cast(rule: (cast: Cast, tokens: readonly Token[], i: number) => Site | undefined): Difference['at'] {
  return (tokens, i) => {
    const found = castAt(tokens, i)
    return found && rule(found, tokens, i)
  }
}

function decimal({ type, numbers, nested, operand }: Cast, tokens: readonly Token[]): Site | undefined {
  if (!DECIMALS.has(type) || nested || stringOf(tokens, operand) !== undefined) return undefined
  const digits = numbers.length === 0 ? 3 : (numbers[1] ?? 0)
  return {
    operands: [operand],
    verdict: ([from = '']) => {
      const more = Number(/^DECIMAL\(\d+,(\d+)\)$/.exec(from)?.[1] ?? 0) > digits
      return more ? [wrapped(operand, 'round(', `, ${digits})`)] : undefined
    },
  }
}

/** Times in quotes: without seconds, or with an offset. */
function time(type: string, text: string, at: number): Site | undefined {
  if (!TIMES.has(type)) return undefined
  if (
    (type.startsWith('time') && type !== 'time'
      ? WHOLE_TIMESTAMP
      : type === 'time'
        ? WHOLE_TIME
        : WHOLE_TIMESTAMP
    ).test(text)
  )
    return undefined
  if (type !== 'timestamptz' && !type.endsWith('zone') && WITHOUT_SECONDS.test(text))
    return same(replaced(at, `'${text}:00'`))
  return type === 'timestamptz' || type.endsWith('zone') ? undefined : REFUSE
}

export const CASTS: readonly Difference[] = [
  {
    what: 'a cast of a DECIMAL to fewer digits',
    why: 'DuckDB 0.9 cuts the digits off, later versions round. The engine is made to round.',
    shows: 'SELECT 0.999::DECIMAL(3, 2), CAST(2.5 AS DECIMAL(10, 0))',
    at: cast(decimal),
  },
  {
    what: 'a cast of DECIMAL values within a list or a struct',
    why: 'DuckDB 0.9 cuts off the digits that do not fit, later versions round.',
    instead: 'Round them before: list_transform(l, x -> round(x, 2)).',
    shows: 'SELECT [0.999]::DECIMAL(3, 2)[]',
    at: cast(({ nested, typed, operand }, tokens) =>
      nested && tokens.slice(typed.from, typed.to).some(({ name }) => DECIMALS.has(name))
        ? refusedFor([operand], /DECIMAL/)
        : undefined,
    ),
  },
  {
    what: 'a type that is not the same in all engines',
    why: 'ENUM, BIT, UNION, JSON, TIMETZ, 128-bit numbers without a sign and times of another precision are no types of this engine, or come out of it as other values.',
    instead: 'Use VARCHAR, BIGINT, HUGEINT, TIME or TIMESTAMP.',
    shows: "SELECT 'a'::ENUM('a', 'b')",
    at: (tokens, i) => {
      const found = castAt(tokens, i)
      const named = isWord(tokens[i], 'union_value', 'bitstring', 'bitstring_agg') && tokens[i + 1]?.name === '('
      const written =
        tokens[i]?.kind === 'word' && tokens[i + 1]?.kind === 'string' && UNLIKE.has(tokens[i]?.name ?? '')
      return named || written || (found && UNLIKE.has(found.type)) ? REFUSE : undefined
    },
  },
  {
    what: 'an array of a fixed length',
    why: 'DuckDB 0.9 has lists alone.',
    instead: 'Cast to a list: [1, 2]::INTEGER[].',
    shows: 'SELECT [1, 2]::INTEGER[2]',
    at: cast(({ typed }, tokens) => {
      const fixed = tokens
        .slice(typed.from, typed.to)
        .some(({ kind }, at, type) => kind === 'number' && type[at - 1]?.name === '[')
      return fixed ? REFUSE : undefined
    }),
  },
  {
    what: 'a time that is written without seconds',
    why: 'DuckDB 0.9 takes no time without seconds. They are added.',
    shows: "SELECT '2024-03-01 10:00'::TIMESTAMP, TIME '10:30'",
    at: (tokens, i) => timeAt(tokens, i, true),
  },
  {
    what: 'a TIMESTAMP or a TIME in a form that not all engines read alike',
    why: 'An offset from UTC is added by one engine and left out by the other.',
    instead: "Write TIMESTAMP '2024-01-05 10:00:00', in UTC.",
    shows: "SELECT TIMESTAMP '2024-01-05 10:00:00+02'",
    at: (tokens, i) => timeAt(tokens, i, false),
  },
  {
    what: 'a cast of a text to TIMESTAMP or TIME',
    why: 'Times without seconds, and offsets from UTC, are not read alike by all engines.',
    instead: "Say how it is written: strptime(x, '%Y-%m-%d %H:%M:%S'), or try_strptime.",
    shows: "SELECT try_cast(x AS TIMESTAMP) FROM (VALUES ('2024-01-05 10:00')) t(x)",
    at: cast(({ type, operand, nested }, tokens) =>
      TIMES.has(type) && !nested && stringOf(tokens, operand) === undefined
        ? refusedFor([operand], /^VARCHAR$/)
        : undefined,
    ),
  },
  {
    what: 'a cast of a time with a zone to one without, or to a date',
    why: 'DuckDB 0.9 has no such casts.',
    instead: 'current_date is the date in UTC.',
    shows: 'SELECT now()::DATE',
    at: cast(({ type, operand }) =>
      ['date', 'time', 'timestamp', 'datetime'].includes(type) ? refusedFor([operand], /WITH TIME ZONE/) : undefined,
    ),
  },
  {
    what: 'a cast of a text to BOOLEAN',
    why: "'yes' and 'no' are values for one engine, and mistakes for the other.",
    instead: "Write lower(x) IN ('true', 't', '1').",
    shows: "SELECT try_cast(x AS BOOLEAN) FROM (VALUES ('yes')) t(x)",
    at: cast(({ type, operand, nested }, tokens) => {
      if (!['boolean', 'bool', 'logical'].includes(type) || nested) return undefined
      const text = stringOf(tokens, operand)
      if (text === undefined) return refusedFor([operand], /^VARCHAR$/)
      return /^(true|false|t|f|1|0)$/i.test(text) ? undefined : REFUSE
    }),
  },
  {
    what: 'a cast of a text to INTERVAL',
    why: 'Parts of a unit, and numbers without one, are not read alike.',
    instead: 'Multiply: x::INTEGER * INTERVAL 1 DAY.',
    shows: "SELECT try_cast(x AS INTERVAL) FROM (VALUES ('1.5 days')) t(x)",
    at: cast(({ type, operand, nested }, tokens) => {
      if (type !== 'interval' || nested) return undefined
      const text = stringOf(tokens, operand)
      if (text === undefined) return refusedFor([operand], /^VARCHAR$/)
      return /\.|^[\s\d]*$|quarter/i.test(text) ? REFUSE : undefined
    }),
  },
  {
    what: 'the type of NULL',
    why: 'Its name is not the same.',
    instead: 'Ask whether it IS NULL.',
    shows: 'SELECT typeof(NULL)',
    at: calls('typeof', ({ arguments: [x] }) => x && refusedFor([x], /NULL/)),
  },
  {
    what: 'a number in quotes with an underscore',
    why: 'It is a number for one engine, and none for the other.',
    instead: 'Leave the underscore out.',
    shows: "SELECT '1_000'::INTEGER",
    at: cast(({ type, operand }, tokens) =>
      NUMBERS.test(type) && /\d_\d/.test(stringOf(tokens, operand) ?? '') ? REFUSE : undefined,
    ),
  },
  {
    what: 'a cast of a struct, a map, an interval or a list of texts to a text',
    why: 'The quotation marks within it, and one day or more, are not written alike.',
    instead: "Name the fields, use array_to_string(l, ', '), or extract(day FROM i).",
    shows: "SELECT ['a', '']::VARCHAR, {'a': 'it''s'}::VARCHAR",
    at: cast(({ type, operand, nested }) =>
      TEXTS.has(type) && !nested ? refusedFor([operand], /STRUCT|MAP|UNION|INTERVAL|VARCHAR\[|TIME ZONE/) : undefined,
    ),
  },
]

function timeAt(tokens: readonly Token[], i: number, edited: boolean): Site | undefined {
  const next = tokens[i + 1]
  const typed = isWord(tokens[i], ...TIMES) && next?.kind === 'string'
  const found = typed ? undefined : castAt(tokens, i)
  const text = typed ? next.name : found && !found.nested ? stringOf(tokens, found.operand) : undefined
  const type = typed ? (tokens[i]?.name ?? '') : (found?.type ?? '')
  if (text === undefined) return undefined
  const site = time(type, text, typed ? i + 1 : (found?.operand.from ?? 0))
  return (site === REFUSE) === edited ? undefined : site
}
