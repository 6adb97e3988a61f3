import { AskError } from '../../src/query/error'
import { guard } from '../../src/query/guard'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { HOSTILE_CASES, type HostileCase } from '../query/hostileClasses'

/** A statement and what the guard says of it. */
export interface Verdict extends HostileCase {
  /** Nothing when the statement may be executed. */
  refusal: string | null
  position: number | null
}

const INNOCENT = [
  'SELECT 1',
  ' (SELECT 1) UNION (SELECT 2); ',
  'WITH a AS (SELECT 1), b(x) AS (SELECT 2) SELECT * FROM a, b',
  'FROM ae_provider LIMIT 1',
  'VALUES (1, 2), (3, 4)',
  'DESCRIBE ae_provider',
  'DESCRIBE (SELECT 1)',
  'WITH a AS MATERIALIZED (SELECT 1) SELECT * FROM a',
  'SUMMARIZE ae_provider',
  'SELECT \'DROP TABLE x; --\' AS "update" FROM ae_provider -- ; DROP',
  "SELECT lpad(org_code, 5, '0') FROM ae_provider WHERE org_name LIKE '%TRUST%' AND org_code LIKE 'R_1%'",
  "SELECT unnest(generate_series(DATE '2025-01-01', DATE '2025-12-31', INTERVAL 1 MONTH))",
  "SELECT count(*) FILTER (WHERE a > 1), string_agg(b, ',' ORDER BY b) FROM (VALUES (1, 'x'), (2, 'y')) t(a, b)",
  "SELECT * EXCLUDE (org_code), COLUMNS('over.*') FROM ae_provider USING SAMPLE reservoir(10 ROWS)",
  'SELECT list_transform(range(3), x -> (x + 1)), CASE WHEN true THEN (1) ELSE (2) END',
  'WITH RECURSIVE t(i, n) AS (SELECT 1, 1 UNION ALL SELECT i + 1, n * i FROM t WHERE i < 9) SELECT max(n) FROM t',
  'PIVOT ae_provider ON period_kind USING sum(attendances_type_1) GROUP BY org_code',
  'UNPIVOT (SELECT 1 AS a, 2 AS b) ON a, b INTO NAME n VALUE v',
  'WITH t AS (SELECT 1 AS a, 2 AS b) UNPIVOT t ON a, b INTO NAME n VALUE v',
  "SELECT $a$ ; DROP $a$, E'it\\'s', x'00', 'größe' AS \"größe\" /* /* – */ */",
]

/** Pieces that a lexer can take for one another. */
const PIECES = [
  ...[
    'SELECT',
    'FROM',
    'JOIN',
    'WITH',
    'x AS (',
    'VALUES (1)',
    'UNION',
    'INTO',
    'LIKE',
    'ILIKE',
    'GLOB',
    'CASE',
    'END',
  ],
  ...[
    'SHOW TABLES',
    'DESCRIBE',
    'SUMMARIZE',
    'TABLE',
    'INSERT',
    'PRAGMA',
    'SET',
    ';',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    "'a'",
    "'%_a%_b%'",
    "'it''s'",
    "'",
    '"',
    '"sum"(',
    '"a""b"',
    "E'\\''",
    "e'",
    "x'00'",
    "U&'x'",
    "N'x'",
    '$$x$$',
    '$a$',
  ],
  ...[
    '$1',
    '?',
    ':x',
    '@',
    '#1',
    '--',
    '-- x\n',
    '/*',
    '*/',
    '/* x */',
    '\n',
    '\r',
    '\t',
    '\v',
    '\u00a0',
    'é',
    '\u{1f600}',
  ],
  ...[
    'sum(',
    'read_csv(',
    'repeat(',
    'range(1, 2,',
    'lpad(',
    '20_000',
    'INTERVAL 1 SECOND',
    'INTERVAL 1 DAY',
    't(a, b)',
  ],
  ...['duckdb_settings', 'pg_class', '"__run"', 'information_schema.tables', '1', '1.5e3', '.5', '1e', '0x1F', '1_000'],
  ...[
    '~',
    '~~',
    '~~*',
    '::',
    '->',
    '->>',
    ':=',
    '=>',
    '**',
    '||',
    '<>',
    '!=',
    '!',
    '\\',
    '`',
    '%',
    'a.b(',
    '_x(',
    'X$1(',
  ],
]

/** Sequences of pieces, the same ones each time. */
function mixed(count: number): string[] {
  let state = 17
  const next = (below: number) => (state = (state * 48271) % 2147483647) % below
  return Array.from({ length: count }, () =>
    Array.from({ length: 2 + next(9) }, () => PIECES[next(PIECES.length)] + (next(3) > 0 ? ' ' : '')).join(''),
  ).map((text, i) => (i % 4 > 0 ? `SELECT ${text}` : text))
}

const CASES: HostileCase[] = [
  ...INNOCENT.map((sql) => ({ kind: 'innocent', sql })),
  ...HOSTILE_CASES,
  ...mixed(500).map((sql) => ({ kind: 'mixed', sql })),
]

export const VERDICTS: Verdict[] = CASES.map((each) => {
  try {
    guard(each.sql, PUBLIC_LIMITS)
    return { ...each, refusal: null, position: null }
  } catch (error) {
    if (!(error instanceof AskError)) throw error
    return { ...each, refusal: error.message, position: (error.details as { position?: number }).position ?? null }
  }
})
