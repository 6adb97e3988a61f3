import type { Token } from '../tokens'
import { type Difference, REFUSE, type Site, calls, refusedFor, replaced, same, stringOf, wrapped } from './difference'
import { type Call, endsOperand, isSymbol, sumAfter, sumBefore } from './spans'

const INTEGER = /^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/
const LAST_DIGIT = `acos asin atan atan2 cbrt cos cot entropy exp gamma lgamma geomean geometric_mean ln log log10 log2 pow power
  sin tan list_entropy`

/** Whether a token is within the brackets of `round`, however deep. */
function isRounded(tokens: readonly Token[], at: number): boolean {
  let depth = 0
  for (let i = at; i > 0; i--) {
    if (isSymbol(tokens[i], ')', ']', '}')) depth++
    if (isSymbol(tokens[i], '(', '[', '{') && --depth < 0) {
      if (tokens[i - 1]?.name === 'round') return true
      depth = 0
    }
  }
  return false
}

/** Powers of whole numbers are exact. */
function unlessWhole(operands: Site['operands']): Site {
  return { operands, verdict: (types) => (types.every((type) => INTEGER.test(type)) ? undefined : 'refuse') }
}

function lastDigit({ name, arguments: values, all }: Call, tokens: readonly Token[]): Site | undefined {
  if (isRounded(tokens, all.from)) return undefined
  return /^pow(er)?$/.test(name) && values.length === 2 ? unlessWhole(values) : REFUSE
}

/** What a function of values that are all equal is: not a number. */
function notNumber(count: string, more: number) {
  return ({ all, arguments: values }: Call): Site | undefined => {
    if (values.length === 0) return undefined
    const copied = { span: { from: all.from + 1, to: all.to }, then: ` > ${more} THEN 'NaN'::DOUBLE END)` }
    return same({ ...wrapped(all, 'coalesce(', `, CASE WHEN ${count}`), copied })
  }
}

export const NUMBERS: readonly Difference[] = [
  {
    what: 'the median of DECIMAL values',
    why: 'DuckDB 0.9 takes the lower of the two in the middle. The engine is made to take their mean.',
    shows: 'SELECT median(sickness_absence_rate) FROM sickness_absence_organisation',
    at: calls(
      'median',
      ({ all, arguments: [x] }) =>
        x && {
          operands: [x],
          verdict: ([type = '']) =>
            type.startsWith('DECIMAL') ? [replaced(all.from, 'quantile_cont'), wrapped(x, '', ', 0.5')] : undefined,
        },
    ),
  },
  {
    what: 'the median of a list of DECIMAL values',
    why: 'DuckDB 0.9 takes the lower of the two in the middle.',
    instead: 'Cast the list to DOUBLE[].',
    shows: 'SELECT list_median([1.5, 2.5])',
    at: calls(
      'list_median list_aggregate list_aggr array_aggregate array_aggr aggregate',
      ({ name, arguments: [l, kind] }, tokens) =>
        l && (name === 'list_median' || (kind && stringOf(tokens, kind) === 'median'))
          ? refusedFor([l], /^DECIMAL.*\[\]$/)
          : undefined,
    ),
  },
  {
    what: 'the correlation or the slope of values that are all equal',
    why: 'DuckDB 0.9 gives NULL, later versions NaN. The engine is made to.',
    shows: 'SELECT corr(x, y), regr_slope(y, x) FROM (VALUES (1, 1), (1, 2)) t(x, y)',
    at: calls('corr regr_slope', notNumber('regr_count', 0)),
  },
  {
    what: 'the skewness of values that are all equal',
    why: 'DuckDB 0.9 gives NULL, later versions NaN. The engine is made to.',
    shows: 'SELECT skewness(x) FROM (VALUES (1), (1), (1)) t(x)',
    at: calls('skewness', notNumber('count', 2)),
  },
  {
    what: 'the rest of a division of DECIMAL values',
    why: 'One engine divides them as DOUBLE, the other as DECIMAL.',
    instead: 'Cast both to DOUBLE.',
    shows: 'SELECT 2.55 % 1, mod(2.55, 1)',
    at: (tokens, i) => {
      const called = calls('mod fmod', ({ arguments: values }) => refusedFor(values, /^DECIMAL/))(tokens, i)
      if (called || !isSymbol(tokens[i], '%') || !endsOperand(tokens[i - 1])) return called
      const [left, right] = [sumBefore(tokens, i), sumAfter(tokens, i + 1)]
      return left && right && refusedFor([left, right], /^DECIMAL/)
    },
  },
  {
    what: 'a whole number that is rounded',
    why: 'DuckDB 0.9 makes it a DOUBLE, later versions leave it as it is. The engine is made to.',
    shows: 'SELECT round(5, 2)::VARCHAR, round(sum(attendances_type_1), 1) FROM ae_provider',
    at: calls('round', ({ all, arguments: [x, digits] }, tokens) => {
      const known = digits && digits.to - digits.from === 1 && tokens[digits.from]?.kind === 'number'
      if (!x || !known) return undefined
      const leaves = [replaced(all.from, ''), replaced(digits.from - 1, ''), replaced(digits.from, '')]
      return { operands: [x], verdict: ([type = '']) => (INTEGER.test(type) ? leaves : undefined) }
    }),
  },
  {
    what: 'a logarithm, a power, an angle or another function whose last digit depends on the machine',
    why: 'The libraries of mathematics of WebAssembly and of a processor differ in the last of 16 digits.',
    instead: 'Round it: round(power(x, 1.5), 6). Powers of whole numbers are exact.',
    shows: 'SELECT power(2.5, 1.5), ln(3)',
    at: calls(LAST_DIGIT, lastDigit),
  },
  {
    what: 'a power whose last digit depends on the machine',
    why: 'As for power.',
    instead: 'Round it: round(x ^ 1.5, 6). Powers of whole numbers are exact.',
    shows: 'SELECT 2.5 ^ 1.5',
    at: (tokens, i) => {
      if (!isSymbol(tokens[i], '^', '**') || isSymbol(tokens[i + 1], '@')) return undefined
      if (!endsOperand(tokens[i - 1]) || isRounded(tokens, i)) return undefined
      const [left, right] = [sumBefore(tokens, i), sumAfter(tokens, i + 1)]
      return left && right ? unlessWhole([left, right]) : REFUSE
    },
  },
  {
    what: 'an estimate',
    why: 'Each version of the engine estimates in its own way.',
    instead: 'Write count(DISTINCT x), quantile_cont(x, 0.5).',
    shows: 'SELECT approx_count_distinct(org_code) FROM ae_provider',
    at: (tokens, i) => {
      const named = calls(
        'list_aggregate list_aggr array_aggregate array_aggr aggregate',
        ({ arguments: [, kind] }, all) =>
          kind && /^approx|^reservoir/.test(stringOf(all, kind) ?? '') ? REFUSE : undefined,
      )
      return (
        named(tokens, i) ??
        calls('approx_count_distinct approx_quantile reservoir_quantile list_approx_count_distinct', () => REFUSE)(
          tokens,
          i,
        )
      )
    },
  },
  {
    what: 'a hash of the engine, or a number that is one',
    why: 'Each version of the engine has its own.',
    instead: 'Write md5(x).',
    shows: "SELECT hash('a', 1), md5_number('a')",
    at: calls('hash md5_number md5_number_lower md5_number_upper', () => REFUSE),
  },
  {
    what: 'count_if of what is neither true nor false',
    why: 'DuckDB 0.9 takes numbers for it, later versions do not.',
    instead: 'Write count_if(x <> 0).',
    shows: 'SELECT count_if(attendances_type_1) FROM ae_provider',
    at: calls(
      'count_if countif',
      ({ arguments: [x] }) => x && { operands: [x], verdict: ([type]) => (type === 'BOOLEAN' ? undefined : 'refuse') },
    ),
  },
  {
    what: 'hex of a DOUBLE',
    why: 'One engine writes its text, the other its bytes.',
    instead: 'Write hex(x::VARCHAR).',
    shows: 'SELECT hex(0.5::DOUBLE)',
    at: calls('hex to_hex', ({ arguments: [x] }) => x && refusedFor([x], /^(DOUBLE|FLOAT|DECIMAL)/)),
  },
]
