import { type Difference, REFUSE, type Site, calls, refusedFor, wrapped } from './difference'
import {
  type Span,
  endsOperand,
  isSymbol,
  isWord,
  operandAfter,
  operandBefore,
  sumAfter,
  sumBefore,
  termAfter,
} from './spans'
import type { Token } from '../tokens'

const COMPARISONS = ['=', '<>', '!=', '<', '>', '<=', '>=']
const WEEKS = /^(week|weeks|w|yearweek|weekofyear)$/i
const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/
const NUMERIC = /^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DOUBLE|FLOAT|DECIMAL\(.*)$/

/** The operands of `+`, `-` or a comparison at a token. */
function around(tokens: readonly Token[], i: number, after: typeof sumAfter): [Span, Span] | undefined {
  if (!endsOperand(tokens[i - 1])) return undefined
  const [left, right] = [sumBefore(tokens, i), after(tokens, i + 1)]
  return left && right ? [left, right] : undefined
}

function sums(tokens: readonly Token[], i: number): [Span, Span] | undefined {
  return isSymbol(tokens[i], '+', '-') ? around(tokens, i, termAfter) : undefined
}

function toTimestamp([left, right]: [Span, Span]): Site {
  return {
    operands: [left, right],
    verdict: ([a, b]) => {
      if (a === 'DATE' && b === 'INTERVAL') return [wrapped(left, 'CAST(', ' AS TIMESTAMP)')]
      return a === 'INTERVAL' && b === 'DATE' ? [wrapped(right, 'CAST(', ' AS TIMESTAMP)')] : undefined
    },
  }
}

/** A text in quotes that is compared with something, and what with. */
function compared(
  tokens: readonly Token[],
  i: number,
): { texts: string[]; places: number[]; other: Span; listed: boolean } | undefined {
  const token = tokens[i]
  if (isSymbol(token, ...COMPARISONS)) {
    const sides = around(tokens, i, sumAfter)
    if (!sides) return undefined
    const text = sides.findIndex(({ from, to }) => to - from === 1 && tokens[from]?.kind === 'string')
    if (text < 0) return undefined
    const [place, other] = [sides[text] as Span, sides[1 - text] as Span]
    return { texts: [tokens[place.from]?.name ?? ''], places: [place.from], other, listed: false }
  }
  const start = isWord(tokens[i - 1], 'not') ? i - 1 : i
  if (isWord(token, 'between')) {
    const other = sumBefore(tokens, start)
    const places = [i + 1, i + 3].filter((at) => tokens[at]?.kind === 'string')
    if (!other || places.length === 0) return undefined
    return { texts: places.map((at) => tokens[at]?.name ?? ''), places, other, listed: false }
  }
  if (!isWord(token, 'in') || !isSymbol(tokens[i + 1], '(') || !endsOperand(tokens[start - 1])) return undefined
  const from = operandBefore(tokens, start)
  const places: number[] = []
  for (let at = i + 2; tokens[at]?.kind === 'string'; at += 2) places.push(at)
  if (from === undefined || places.length === 0) return undefined
  return { texts: places.map((at) => tokens[at]?.name ?? ''), places, other: { from, to: start }, listed: true }
}

function isDay(text: string): boolean {
  return (
    DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(text).toISOString().startsWith(text)
  )
}

function comparisonAt(tokens: readonly Token[], i: number): Site | undefined {
  const found = compared(tokens, i)
  if (!found) return undefined
  const { texts, places, other, listed } = found
  return {
    operands: [other],
    verdict: ([type = '']) => {
      if (type === 'DATE') return texts.every(isDay) ? undefined : 'refuse'
      if (type === 'TIMESTAMP') {
        const known = texts.every((text) => isDay(text) || (MOMENT.test(text) && isDay(text.slice(0, 10))))
        return known ? places.map((at) => wrapped({ from: at, to: at + 1 }, 'TIMESTAMP ', '')) : 'refuse'
      }
      if (/^(TIME|INTERVAL|TIMESTAMP WITH)/.test(type)) return 'refuse'
      if (!NUMERIC.test(type)) return undefined
      return !listed && texts.every((text) => /^-?\d+(\.\d+)?$/.test(text)) ? undefined : 'refuse'
    },
  }
}

export const DATES: readonly Difference[] = [
  {
    what: 'a date and an interval',
    why: 'DuckDB 0.9 gives a DATE and drops the hours, later versions give a TIMESTAMP. The engine is made to.',
    shows: "SELECT DATE '2024-01-31' + INTERVAL 36 HOUR, max(period_start) - INTERVAL 3 MONTH FROM ae_provider",
    at: (tokens, i) => {
      const sides = sums(tokens, i)
      return sides && toTimestamp(sides)
    },
  },
  {
    what: 'date_add with a date',
    why: 'As for a date and an interval: the engine is made to give a TIMESTAMP.',
    shows: "SELECT date_add(DATE '2024-01-31', INTERVAL 1 MONTH)",
    at: calls('date_add add subtract', ({ all, arguments: [a, b] }) =>
      a && b ? { ...toTimestamp([a, b]), whole: all } : undefined,
    ),
  },
  {
    what: 'date_trunc',
    why: 'DuckDB 0.9 gives a DATE for days and more, later versions always a TIMESTAMP. The engine is made to.',
    shows: "SELECT date_trunc('year', period_start) AS y, count(*) FROM ae_provider GROUP BY 1",
    at: calls(
      'date_trunc datetrunc',
      ({ all, arguments: [, date] }) =>
        date && {
          operands: [date],
          verdict: ([type = '']) =>
            /^(DATE|TIMESTAMP)$/.test(type) ? [wrapped(all, 'CAST(', ' AS TIMESTAMP)')] : undefined,
        },
    ),
  },
  {
    what: 'a date and a time of the day',
    why: 'DuckDB 0.9 does not add them.',
    instead: "Write d::TIMESTAMP + INTERVAL '10:00:00'.",
    shows: "SELECT DATE '2024-01-31' + TIME '10:00:00'",
    at: (tokens, i) => {
      const sides = sums(tokens, i)
      return (
        sides && {
          operands: sides,
          verdict: (types) => (/^(DATE,TIME|TIME,DATE)$/.test(types.join()) ? 'refuse' : undefined),
        }
      )
    },
  },
  {
    what: 'the weeks of date_diff',
    why: 'One engine counts Mondays between two dates, the other whole weeks.',
    instead: "Write date_diff('day', a, b) // 7.",
    shows: "SELECT date_diff('week', DATE '2024-01-03', DATE '2024-01-09')",
    at: calls('date_diff datediff', ({ arguments: [part] }, tokens) =>
      part && (tokens[part.from]?.kind !== 'string' || WEEKS.test(tokens[part.from]?.name ?? '')) ? REFUSE : undefined,
    ),
  },
  {
    what: 'an interval of quarters, or of parts of a unit',
    why: 'One engine rounds them or does not know them.',
    instead: 'Write whole smaller units: INTERVAL 36 HOUR, INTERVAL 3 MONTH.',
    shows: "SELECT INTERVAL '1.5' DAY",
    at: (tokens, i) => {
      if (!isWord(tokens[i], 'interval')) return undefined
      const end = operandAfter(tokens, i) ?? i
      const words = tokens.slice(i + 1, end)
      // Seconds alone may have parts.
      const parts = words.some(
        ({ kind, name }) => /^(string|number)$/.test(kind) && /\d*\.\d+(?!\d*\s*(s|sec|seconds?)?$)/i.test(name),
      )
      const unit = words.at(-1)
      const units =
        unit?.kind === 'word' && !unit.name.startsWith('second') && words.some(({ name }) => /^\d*\.\d+$/.test(name))
      return parts || units || words.some(({ name }) => /\bquarters?\b/i.test(name)) ? REFUSE : undefined
    },
  },
  {
    what: 'a comparison of intervals',
    why: 'For one engine a month is 30 days and a day 24 hours, for the other they are not equal.',
    instead: 'Compare dates: a + INTERVAL 1 MONTH <= b.',
    shows: 'SELECT INTERVAL 24 HOUR = INTERVAL 1 DAY',
    at: (tokens, i) => {
      const sides = isSymbol(tokens[i], ...COMPARISONS) ? around(tokens, i, sumAfter) : undefined
      const maybe = sides?.some(({ from, to }) =>
        tokens.slice(from, to).some(({ name }) => /^(interval|age$|to_)/.test(name)),
      )
      return sides && maybe
        ? { operands: sides, verdict: ([a, b]) => (a === 'INTERVAL' && b === 'INTERVAL' ? 'refuse' : undefined) }
        : undefined
    },
  },
  {
    what: 'a comparison of a date, a time or a number with a text that is none',
    why: 'One engine compares them as texts, the other makes the text a date or a number, or fails.',
    instead: "Write the whole of it: DATE '2025-04-01', TIMESTAMP '2025-04-01 10:00:00', 12.",
    shows: "SELECT count(*) FROM ae_provider WHERE period_start >= '2025-04'",
    at: comparisonAt,
  },
  {
    what: 'a time zone',
    why: "The engine has no rules of time zones; times of what is published are UTC's.",
    instead: 'Add hours: t + INTERVAL 1 HOUR.',
    shows: "SELECT TIMESTAMP '2024-07-01 10:00:00' AT TIME ZONE 'Europe/London'",
    at: (tokens, i) =>
      (isWord(tokens[i], 'at') && isWord(tokens[i + 1], 'time') && isWord(tokens[i + 2], 'zone')) ||
      (isWord(tokens[i], 'timezone') && isSymbol(tokens[i + 1], '('))
        ? REFUSE
        : undefined,
  },
  {
    what: 'the mean of dates or intervals',
    why: 'DuckDB 0.9 has no such mean.',
    instead: "Write DATE '1970-01-01' + CAST(avg(d - DATE '1970-01-01') AS INTEGER).",
    shows: 'SELECT avg(period_start) FROM ae_provider',
    at: calls('avg mean', ({ arguments: [x] }) => x && refusedFor([x], /^(DATE|INTERVAL|TIME)/)),
  },
]
