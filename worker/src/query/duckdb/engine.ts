import { tableFromIPC } from 'apache-arrow'
import type { AnswerColumn } from '../answer'
import { arrowTypeName } from '../arrow'
import { settled } from '../dialect/settle'
import type { Executed, QueryEngine, Statement } from '../engine'
import { AskError, answerTooLarge } from '../error'
import { byColumns } from './columns'
import { breaksEngine, engineError, tooSlow } from './failure'
import { DuckDbInstance, type InstanceMemory } from './instance'
import { PartCache, Reader } from './parts'
import { type Plan, planOf } from './plan'
import { quoted } from './names'
import { Preparation } from './preparation'
import { EngineTables } from './tables'
import { type Then, thenOf } from './then'

/** @property cacheBytes of parts that stay in memory between questions */
export interface EngineSettings extends InstanceMemory {
  cacheBytes: number
}

const MB = 1 << 20

/** What fits into the 128 MB of a Worker, with a question's chunks beside it. */
export const WORKER_ENGINE: EngineSettings = { soft: 48 * MB, most: 72 * MB, cacheBytes: 24 * MB }

/** For a visitor's own machine. */
export const BROWSER_ENGINE: EngineSettings = { soft: 512 * MB, most: 1024 * MB, cacheBytes: 256 * MB }

/** So many wait at most; a person would not wait longer either. */
const MOST_WAITING = 20
/** Others are let in so often while a question is answered. */
const SLICE_MILLIS = 30
/** The same where clocks stand still between events, as Cloudflare's do: then it is also what lets time pass. */
const SLICE_STEPS = 8
const MOST_MISSES = 200
const PLAN_BYTES = { answered: 0, most: 4 * MB }
/** The engine gives no memory back, and forgets no name: then another instance does. */
const MOST_FILES = 2000

/** A statement that is being answered. @property taken of its limits, in bytes, by pieces that are there */
interface Asked {
  instance: DuckDbInstance
  tables: EngineTables
  statement: Statement
  deadline: number
  then: Then | undefined
  reader: Reader
  taken: { scanned: number; answered: number }
}

/** Some columns of an answer. */
type Piece = Pick<Executed, 'table' | 'parts'>

/** DuckDB-WASM over the parts of a store. Questions are answered one after the other. */
export class DuckDbEngine implements QueryEngine {
  private readonly cache: PartCache
  private instance: DuckDbInstance | undefined
  private tables: EngineTables | undefined
  private queue: Promise<unknown> = Promise.resolve()
  private waiting = 0

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly settings: EngineSettings = WORKER_ENGINE,
  ) {
    this.cache = new PartCache(settings.cacheBytes)
  }

  /** Bytes of the engine's memory, for those who watch it. */
  get memoryBytes(): number {
    return this.instance?.bytes ?? 0
  }

  /** Starts the engine, so that the first statement does not wait for it. */
  async warm(): Promise<void> {
    await this.started()
  }

  async execute(statement: Statement): Promise<Executed> {
    if (this.waiting >= MOST_WAITING) {
      throw new AskError(503, 'busy', 'Too many questions wait for an answer', 'Ask again in a few seconds.')
    }
    this.waiting++
    const turn = this.queue
    const answer = (async () => {
      await turn
      return this.answer(statement)
    })()
    this.queue = answer.catch(() => {}).finally(() => this.waiting--)
    return answer
  }

  private async answer(statement: Statement): Promise<Executed> {
    checkSignal(statement.signal)
    try {
      const [instance, tables] = await this.started()
      const deadline = performance.now() + statement.limits.millis
      return await this.answerWith(instance, tables, statement, deadline)
    } finally {
      this.tidy()
    }
  }

  private async started(): Promise<[DuckDbInstance, EngineTables]> {
    this.instance ??= await DuckDbInstance.start(this.module, this.cache, this.settings)
    this.tables ??= new EngineTables(this.instance, this.cache)
    return [this.instance, this.tables]
  }

  /** Throws an instance away that is broken, or holds more than the next question should pay for. */
  private tidy(): void {
    this.cache.trim()
    const instance = this.instance
    if (!instance) return
    instance.runtime.end()
    if (instance.runtime.stop || instance.bytes > this.settings.soft || instance.files > MOST_FILES) this.discard()
  }

  private discard(): void {
    this.instance = undefined
    this.tables = undefined
  }

  private async answerWith(
    instance: DuckDbInstance,
    tables: EngineTables,
    statement: Statement,
    deadline: number,
  ): Promise<Executed> {
    const { names, catalog, limits } = statement
    const then = statement.asOf && thenOf(statement, statement.asOf)
    const reader = new Reader(statement.store, statement.signal)
    const question: Asked = { instance, tables, statement, deadline, then, reader, taken: { scanned: 0, answered: 0 } }
    instance.runtime.begin(deadline)
    try {
      tables.makePlanTables(then?.datasets ?? statement.datasets, then)
      if (names.has('catalog')) tables.makeCatalog(catalog)
      const { columns, same } = described(instance, statement, deadline)
      let answer: Piece | undefined
      for (const some of statementsFor(statement, same, columns)) {
        const piece = await this.piece(question, some)
        answer = answer ? beside(answer, piece) : piece
      }
      const { table, parts } = answer as Piece
      return {
        table: table.numRows > limits.rows ? table.slice(0, limits.rows) : table,
        columns: columns ?? table.schema.fields.map(({ name, type }) => ({ name, type: arrowTypeName(type) })),
        truncated: table.numRows > limits.rows,
        bytesRead: reader.bytesRead,
        parts,
      }
    } catch (error) {
      const failure = engineError(error, instance.runtime.stop, statement)
      // A failure that is not the statement's fault may leave the engine in any state.
      const unsure = failure instanceof AskError && (failure.status >= 500 || failure.code === 'too_much_memory')
      if (unsure || breaksEngine(error)) this.discard()
      throw failure
    }
  }

  /** Plans and executes what answers a question, or some of its columns. What only the piece before needed may go. */
  private async piece(question: Asked, sql: string): Promise<Piece> {
    const { instance, tables, statement, then, reader, taken } = question
    const { verb, limits, signal } = statement
    const datasets = verb === 'describe' ? [] : (then?.datasets ?? statement.datasets)
    this.cache.trim()
    const plan = verb === 'describe' ? undefined : await this.explain(instance, sql, signal)
    const preparation = new Preparation(this.cache, reader, limits.scannedBytes, plan, taken)
    await preparation.open(datasets)
    if (verb !== 'describe') tables.makeViews(preparation.opened, then)
    const pieces = await this.run(question, verb === 'describe' ? 'plan' : 'run', sql, preparation)
    return { table: tableFromIPC(pieces), parts: preparation.partsAsked() }
  }

  /** Executes until nothing is missing. With a plan nothing is, so it is once as a rule. */
  private async run(
    { instance, statement, deadline, taken }: Asked,
    session: 'plan' | 'run',
    sql: string,
    preparation: Preparation,
  ): Promise<Uint8Array[]> {
    const { limits, signal } = statement
    for (let misses = 0; misses <= MOST_MISSES; misses++) {
      instance.runtime.begin(deadline)
      try {
        instance.run(session, 'BEGIN TRANSACTION')
        const pieces = await this.slices(instance, session, sql, { ...taken, most: limits.answerBytes }, signal)
        if (!instance.runtime.miss && !instance.runtime.stop) {
          taken.answered += pieces.reduce((sum, piece) => sum + piece.length, 0)
          return pieces
        }
      } catch (error) {
        if (!instance.runtime.miss || instance.runtime.stop) throw error
      } finally {
        if (!instance.runtime.stop) rollback(instance, session)
      }
      if (instance.runtime.stop || !instance.runtime.miss) throw new Error('The engine stopped')
      await preparation.fetchMissing(instance.runtime.miss)
      if (performance.now() > deadline) instance.runtime.stop = 'too_slow'
    }
    throw new Error('The engine asks for the same bytes again and again')
  }

  /** The plan over empty tables. Making it does everything else that a statement needs, so it is done in slices, too. */
  private async explain(
    instance: DuckDbInstance,
    sql: string,
    signal: AbortSignal | undefined,
  ): Promise<Plan | undefined> {
    instance.run('plan', 'BEGIN TRANSACTION')
    try {
      const pieces = await this.slices(instance, 'plan', `EXPLAIN ANALYZE ${sql}`, PLAN_BYTES, signal)
      const [row] = tableFromIPC(pieces).toArray()
      return planOf(String(row?.explain_value))
    } catch (error) {
      if (error instanceof AskError || instance.runtime.stop) throw error
      // Some statements have no plan to show, SUMMARIZE among them; then what is read is found while it is executed.
      return undefined
    } finally {
      if (!instance.runtime.stop) rollback(instance, 'plan')
    }
  }

  private async slices(
    instance: DuckDbInstance,
    session: 'plan' | 'run',
    sql: string,
    { answered, most }: { answered: number; most: number },
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array[]> {
    const pieces: Uint8Array[] = []
    let bytes = answered
    let sliceEnd = performance.now() + SLICE_MILLIS
    let steps = 0
    for (const piece of instance.steps(session, sql)) {
      if (piece !== 'working') {
        pieces.push(piece)
        bytes += piece.length
      }
      if (bytes > most) throw answerTooLarge(most)
      if (performance.now() < sliceEnd && ++steps % SLICE_STEPS !== 0) continue
      await new Promise((resolve) => setTimeout(resolve, 0))
      checkSignal(signal)
      sliceEnd = performance.now() + SLICE_MILLIS
    }
    return pieces
  }
}

/** What is executed, each for some columns of the answer; `same` is the statement in the engine's own dialect. */
function statementsFor(statement: Statement, same: string, columns: AnswerColumn[] | undefined): string[] {
  if (statement.verb !== 'select' || !columns) return [statement.sql]
  const most = `LIMIT ${statement.limits.rows + 1}`
  const pieces = byColumns({ ...statement, sql: same }, columns)
  const isRenamed = pieces.length === 1 && same !== statement.sql
  const named = isRenamed ? ` AS answer(${columns.map(({ name }) => quoted(name)).join(', ')})` : ''
  return pieces.map((each) => `SELECT * FROM (\n${each}\n)${named} ${most}`)
}

/** Columns of the same rows. */
function beside(left: Piece, right: Piece): Piece {
  const [rows, more] = [left.table.numRows, right.table.numRows]
  if (rows !== more) throw new Error(`Columns of one answer have ${rows} and ${more} rows`)
  return { ...left, table: left.table.assign(right.table) }
}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AskError(499, 'cancelled', 'The client no longer waits for the answer', 'Ask again.')
}

/** Names and types of the answer, nothing for statements that describe; and what is asked in the engine's own dialect. */
function described(
  instance: DuckDbInstance,
  { sql, verb, limits }: Statement,
  deadline: number,
): { columns: AnswerColumn[] | undefined; same: string } {
  if (verb !== 'select') {
    instance.prepare('plan', sql)
    return { columns: undefined, same: sql }
  }
  const same = settled(sql, (changed) => {
    if (performance.now() > deadline) throw tooSlow(limits.millis)
    instance.prepare('plan', changed)
  })
  instance.prepare('plan', same)
  const columns = columnsOf(instance, same)
  return { columns: same === sql ? columns : renamed(instance, sql, columns), same }
}

/** As the statement names them, where the engine can read it as it is. */
function renamed(instance: DuckDbInstance, sql: string, columns: AnswerColumn[]): AnswerColumn[] {
  try {
    const names = columnsOf(instance, sql)
    return columns.map(({ type }, i) => ({ name: names[i]?.name ?? '', type }))
  } catch {
    return columns
  }
}

function columnsOf(instance: DuckDbInstance, sql: string): AnswerColumn[] {
  const table = tableFromIPC(instance.run('plan', `DESCRIBE ${sql}`))
  return table.toArray().map((row) => ({ name: String(row.column_name), type: String(row.column_type) }))
}

function rollback(instance: DuckDbInstance, session: 'plan' | 'run'): void {
  try {
    instance.run(session, 'ROLLBACK')
  } catch {
    // A statement that failed may have ended its transaction.
  }
}
