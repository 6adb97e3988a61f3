import { HOSTILE } from './hostile'

/** A hostile statement, and its class. */
export interface HostileCase {
  kind: string
  sql: string
}

const D = 'ae_provider'

/** Work that grows with each row: `x` is a number that differs by row, `n` how large what it works on is. */
const CALLS: ((x: string, n: number) => string)[] = [
  (x, n) => `list_contains(range(${n}), -${x})::INT`,
  (x, n) => `list_position(range(${n}), -${x})`,
  (x, n) => `len(list_sort(list_transform(range(${n}), v -> (v * 7919 + ${x}) % 1000003)))`,
  (x, n) => `len(list_distinct(list_transform(range(${n}), v -> v * ${x})))`,
  (x, n) => `list_has_any(range(${n}), [-1, -${x}])::INT`,
  (x, n) => `list_aggregate(range(${n}), 'median') + ${x}`,
  (x, n) => `list_sum(list_filter(range(${n}), v -> v % 7 = ${x}))`,
  (x, n) => `len(list_reverse(list_concat(range(${n}), [${x}])))`,
  (x, n) => `length(replace(lpad(${x}::VARCHAR, ${n}, 'ab'), 'a', 'bb'))`,
  (x, n) => `length(regexp_replace(lpad(${x}::VARCHAR, ${n}, 'ab'), '(a|b)+?', 'c', 'g'))`,
  (x, n) => `length(translate(lpad(${x}::VARCHAR, ${n}, 'ab'), 'abcdefgh', 'hgfedcba'))`,
  (x, n) => `len(string_split(lpad(${x}::VARCHAR, ${n}, 'a,'), ','))`,
  (x, n) => `length(strip_accents(upper(reverse(lpad(${x}::VARCHAR, ${n}, 'é')))))`,
  (x, n) => `length(md5(lpad(${x}::VARCHAR, ${n}, 'a')))`,
  (x, n) => `jaccard(lpad(${x}::VARCHAR, ${n}, 'abc'), lpad('', ${n}, 'cab'))`,
  (x, n) => `hamming(lpad(${x}::VARCHAR, ${n}, 'a'), lpad('', ${n}, 'b'))`,
  (x, n) => `damerau_levenshtein(lpad(${x}::VARCHAR, ${n}, 'a'), lpad('', ${n}, 'b'))`,
  (x, n) => `length(format('{:>${n}}', ${x}::VARCHAR))`,
  (x, n) => `factorial(${x} % 20) + ${n}`,
]

const multiplied = CALLS.flatMap((call) =>
  [
    [3_000_000, 4096],
    [10_000, 20_480],
    [1_000, 2_000_000],
  ].map(([n = 0, rows]) => `SELECT sum(${call('i', n)}) FROM range(${rows}) t(i)`),
)

const patterns = [
  ...[2, 3, 4, 6].flatMap((k) =>
    ['LIKE', 'ILIKE', 'NOT LIKE'].map((word) => `SELECT lpad('', 10000, 'a') ${word} '${'%_a'.repeat(k)}%b'`),
  ),
  ...[2, 4, 8].map((k) => `SELECT lpad('', 10000, 'a') GLOB '${'*?a'.repeat(k)}b'`),
  ...['(a+)+b', '(a|a)*b', '(a*)*b', '(.*)*(.*)*b', '(x+x+)+y', 'a{1000}{1000}'].flatMap((pattern) => [
    `SELECT regexp_matches(lpad('', 10000, 'a'), '${pattern}')`,
    `SELECT sum(len(regexp_extract_all(lpad(i::VARCHAR, 10000, 'a'), '${pattern}'))) FROM range(100000) t(i)`,
    `SELECT count(*) FROM range(1000000) t(i) WHERE lpad(i::VARCHAR, 5000, 'a') SIMILAR TO '${pattern}'`,
  ]),
]

const joins = [2, 3, 5, 10, 20, 39].flatMap((k) => {
  const tables = (between: string, on = '') =>
    Array.from({ length: k }, (_, i) => `${D} t${i}${i > 0 ? on : ''}`).join(between)
  return [
    `SELECT count(*) FROM ${tables(', ')}`,
    `SELECT count(*) FROM ${tables(' CROSS JOIN ')}`,
    `SELECT count(*) FROM ${tables(' JOIN ', ' USING (org_code)')}`,
    `SELECT max(t0.org_name) FROM ${tables(' LEFT JOIN ', ' ON t0.org_code <> t0.org_name')}`,
  ]
})

const recursions = [
  'SELECT i + 1 FROM t',
  'SELECT i FROM t',
  'SELECT i + 1 FROM t, range(2)',
  'SELECT a.i FROM t a JOIN t b USING (i)',
  "SELECT length(lpad('', 1000, 'x')) + i FROM t",
].flatMap((step) => [
  `WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL ${step}) SELECT count(*) FROM t`,
  `WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL ${step}) SELECT * FROM t`,
  `WITH RECURSIVE t AS (SELECT 1 AS i UNION ${step.replace('i', 'i % 1000000')}) SELECT max(i) FROM t`,
])

const lengths = [100_000, 10_000_000, 1_000_000_000].flatMap((n) => [
  `SELECT len(range(${n}))`,
  `SELECT length(lpad('', ${n}, 'x'))`,
  `SELECT length(repeat('x', ${n}))`,
  `SELECT len(list(i)) FROM range(${n}) t(i)`,
  `SELECT length(string_agg(i::VARCHAR, '')) FROM range(${n}) t(i)`,
  `SELECT count(DISTINCT i) FROM range(${n}) t(i)`,
  `SELECT count(*) FROM (SELECT unnest(range(${n})))`,
  `SELECT sum(i) OVER (ORDER BY -i) FROM range(${n}) t(i) LIMIT 1`,
  `SELECT median(i) FROM range(${n}) t(i)`,
  `SELECT histogram(i) FROM range(${n}) t(i)`,
  `SELECT bit_count(bitstring('1', ${n}))`,
  `SELECT i FROM range(${n}) t(i) ORDER BY random() LIMIT 1`,
])

const SPACES = [0x0b, 0x85, 0xa0, 0x2007, 0x200b, 0x2028, 0x202f, 0x2060, 0x3000, 0xfeff]
const unicode = SPACES.map((code) => String.fromCodePoint(code)).flatMap((space) => [
  `SELECT * FROM read_csv${space}('/etc/passwd')`,
  `SELECT${space}current_setting('memory_limit')`,
  Array.from({ length: 60 }, () => `SELECT${space}1`).join(`${space}UNION${space}ALL${space}`),
  `SELECT 1;${space}DROP TABLE x`,
  `SELECT * FROM "duckdb${space}_settings"()`,
])

/** Classes of statements, each made of more than anybody would list by hand; with those that are listed. */
export const HOSTILE_CASES: HostileCase[] = [
  ...of('work that multiplies', multiplied),
  ...of('patterns', patterns),
  ...of('joins', joins),
  ...of('recursion', recursions),
  ...of('lengths', lengths),
  ...of('unicode', unicode),
  ...of(
    'listed',
    HOSTILE.map(({ sql }) => sql).filter((sql) => sql.length < 8192),
  ),
]

function of(kind: string, statements: string[]): HostileCase[] {
  return statements.map((sql) => ({ kind, sql }))
}
