import { AskError, type AskErrorCode, PartGone } from '../error'
import type { Statement } from '../engine'
import type { Stop } from './runtime'

/** What DuckDB calls the mistakes of those who ask. The rest are ours. */
const KINDS: [RegExp, AskErrorCode, string][] = [
  [/^Parser Error: /, 'sql_invalid', 'Correct the statement: DuckDB 0.9 could not read it.'],
  [
    /^(Binder|Catalog|Permission|Missing Extension) Error: /,
    'sql_invalid',
    'DESCRIBE shows the columns of a dataset and their types.',
  ],
  [
    /^(Not implemented|Syntax|Parameter Not Resolved|Parameter Not Allowed) Error: /,
    'sql_invalid',
    'Ask it in another way.',
  ],
  [
    /^(Conversion|Invalid Input|Out of Range|Mismatch Type|Constraint|Sequence) Error: /,
    'value_invalid',
    'TRY_CAST gives NULL where a value does not fit.',
  ],
  [
    /^(Invalid|INTERNAL) Error: /,
    'value_invalid',
    'A function does not take the value that it is given: check its arguments.',
  ],
]

/** Of the same kinds, when it was the bytes of a part that the engine could not read, and no value in quotes. */
const READING =
  /^(Invalid|Invalid Input|INTERNAL) Error: ([^'"\n]|'[^']*'|"[^"]*")*?(parquet|thrift|TProtocol|zstd|snappy|gzip|decompress|magic bytes)/i

/** Values become columns by a second statement, which is not admitted. */
const PIVOT_WITHOUT_VALUES = /Cannot prepare multiple statements at once/

/** Also a name that DuckDB takes for that of a file: it asked for the file, and there is none. */
const UNKNOWN_TABLE = /Table with name (.+?) does not exist|^IO Error: No files found that match the pattern "(.+?)"/

/** The engine's failure as one that says what to do, without paths, plans or stacks. */
export function engineError(error: unknown, stop: Stop | undefined, statement: Statement): Error {
  if (error instanceof AskError || error instanceof PartGone) return error
  if (stop === 'too_slow') return tooSlow(statement.limits.millis)
  const message = error instanceof Error ? error.message : String(error)
  if (stop === 'too_much_memory' || /^Out of Memory Error|bad_alloc|memory access out of bounds/.test(message))
    return tooMuchMemory()
  if (statement.signal?.aborted)
    return new AskError(499, 'cancelled', 'The client no longer waits for the answer', 'Ask again.')
  if (UNKNOWN_TABLE.test(message)) return mistake(message, 'sql_invalid', '', statement)
  if (PIVOT_WITHOUT_VALUES.test(message)) return pivotRefused()
  for (const [pattern, code, advice] of KINDS) {
    if (pattern.test(message) && !READING.test(message))
      return mistake(message.replace(pattern, ''), code, advice, statement)
  }
  console.error('The engine failed:', message)
  return new AskError(
    502,
    'unreadable_part',
    'What is published could not be read',
    'Try again; if it lasts, tell the operator.',
  )
}

function mistake(message: string, code: AskErrorCode, advice: string, { catalog }: Statement): AskError {
  const known = catalog.datasets.map((dataset) => dataset.dataset)
  const unknown = UNKNOWN_TABLE.exec(message)?.slice(1).find(Boolean)
  if (unknown) {
    return new AskError(
      404,
      'unknown_dataset',
      `No dataset is named "${unknown.slice(0, 63)}"`,
      adviceFor(unknown, known),
      { known },
    )
  }
  const first = message.split('\n').find((line) => line.trim() !== '') ?? message
  const clean = first.replaceAll(/"?__(plan|run)(_now)?"?\./g, '').slice(0, 400)
  return new AskError(400, code, clean.endsWith('!') ? clean.slice(0, -1) : clean, advice)
}

function adviceFor(unknown: string, known: string[]): string {
  const wanted = unknown.toLowerCase()
  const near = known.find(
    (name) => name.includes(wanted) || wanted.includes(name) || name.startsWith(wanted.slice(0, 4)),
  )
  return `${near ? `Did you mean ${near}? ` : ''}GET /api/datasets lists all.`
}

function pivotRefused(): AskError {
  return new AskError(
    400,
    'sql_refused',
    'The statement is refused for PIVOT without the values that become columns',
    "Name them: PIVOT ae_provider ON period_kind IN ('month', 'quarter') USING sum(attendances_type_1) GROUP BY org_code.",
  )
}

/** Whether the engine may be left broken by what failed. */
export function breaksEngine(error: unknown): boolean {
  return /^(INTERNAL|FATAL) Error: /.test(error instanceof Error ? error.message : String(error))
}

export function tooSlow(limit: number): AskError {
  return new AskError(
    422,
    'too_slow',
    `The statement takes longer than ${limit / 1000} seconds`,
    'Ask for less: fewer rows, a condition on period_start, a smaller join.',
    { limit },
  )
}

function tooMuchMemory(): AskError {
  return new AskError(
    422,
    'too_much_memory',
    'The statement needs more memory than there is',
    'Ask for less: fewer columns, fewer groups, no sorting of everything.',
  )
}
