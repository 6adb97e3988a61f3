import { type DuckDBBindings, DuckDBDataProtocol, VoidLogger, createDuckDB } from '../../../build/engine/duckdb.mjs'
import { CapabilityRuntime, type ReadableFiles } from './runtime'

/** @property most that the engine's memory may grow to; @property soft what it aims to stay below */
export interface InstanceMemory {
  soft: number
  most: number
}

/** One of the engine's connections: `plan` sees empty tables, `run` sees parts, `admin` makes both. */
export type Session = 'admin' | 'plan' | 'run'

/** Schemas that only we name; the guard refuses names that begin like these. */
export const PLAN_SCHEMA = '__plan'
export const RUN_SCHEMA = '__run'

const PAGE_BYTES = 65_536

/**
 * One DuckDB in WebAssembly: locked, bounded, without a way out. Everything here is synchronous. When something stopped
 * an execution from inside, the instance is broken and a new one is needed; that takes some 50 ms.
 */
export class DuckDbInstance {
  /** What was handed over: a name is never used for other bytes, so it is registered once. */
  private readonly registered = new Set<string>()
  private readonly connections: Record<Session, number>

  private constructor(
    private readonly db: DuckDBBindings,
    readonly runtime: CapabilityRuntime,
    private readonly memory: WebAssembly.Memory,
    settings: InstanceMemory,
  ) {
    db.open({ query: { castBigIntToDouble: false, castDecimalToDouble: false, castTimestampToDate: false } })
    const connect = () => db.connect().useUnsafe((_, connection) => connection)
    this.connections = { admin: connect(), plan: connect(), run: connect() }
    this.lock(settings.soft)
  }

  static async start(
    module: WebAssembly.Module,
    files: ReadableFiles,
    memory: InstanceMemory,
  ): Promise<DuckDbInstance> {
    const runtime = new CapabilityRuntime(files)
    const { bindings } = runtime
    const nowhere = { mainModule: 'https://engine.invalid/', mainWorker: '' }
    const db = (await createDuckDB({ mvp: nowhere, eh: nowhere }, new VoidLogger(), bindings)) as unknown as Startable
    let wasmMemory: WebAssembly.Memory | undefined
    db.instantiateWasm = (imports, success) => {
      Object.assign(globalThis, { DUCKDB_RUNTIME: bindings })
      WebAssembly.instantiate(module, imports).then((instance) => {
        wasmMemory = Object.values(instance.exports).find((each) => each instanceof WebAssembly.Memory)
        if (wasmMemory) capGrowth(wasmMemory, memory.most, runtime)
        success(instance, module)
      })
      return {}
    }
    const instantiateImpl = db.instantiateImpl.bind(db)
    // Profiles are printed after each statement, and are of no use here.
    db.instantiateImpl = (overrides) => instantiateImpl({ ...overrides, print: () => {}, printErr: () => {} })
    await db.instantiate(() => {})
    if (!wasmMemory) throw new Error('The engine has no memory: is it another build of DuckDB?')
    return new DuckDbInstance(db as unknown as DuckDBBindings, runtime, wasmMemory, memory)
  }

  /** Bytes that the engine has taken; it never gives any back. */
  get bytes(): number {
    return this.memory.buffer.byteLength
  }

  private lock(softBytes: number): void {
    this.run('admin', `CREATE SCHEMA ${PLAN_SCHEMA}`)
    this.run('admin', `CREATE SCHEMA ${RUN_SCHEMA}`)
    this.run('plan', `SET schema = '${PLAN_SCHEMA}'`)
    this.run('run', `SET schema = '${RUN_SCHEMA}'`)
    // In this form programs can read EXPLAIN ANALYZE, and a profiled operator checks the clock at each step.
    this.run('plan', `PRAGMA enable_profiling = 'json'`)
    this.run('run', `PRAGMA enable_profiling = 'json'`)
    this.run('admin', `SET memory_limit = '${Math.floor(softBytes / 1024)}KB'`)
    this.run('admin', 'SET enable_object_cache = true')
    this.run('admin', 'SET lock_configuration = true')
  }

  /** Hands a file over, so that statements of ours may name it. */
  register(key: string): void {
    if (this.registered.has(key)) return
    this.enter()
    this.db.registerFileURL(key, `part://${key}`, DuckDBDataProtocol.NODE_FS, true)
    this.registered.add(key)
  }

  get files(): number {
    return this.registered.size
  }

  /** Executes one statement and gives the answer as pieces of an Arrow IPC stream. */
  run(session: Session, sql: string): Uint8Array[] {
    return [...this.steps(session, sql)].filter((piece) => piece !== 'working')
  }

  /** As `run`, in slices: `working` is a moment to let others work. */
  *steps(session: Session, sql: string): Generator<Uint8Array | 'working'> {
    const connection = this.connections[session]
    this.enter()
    let head = this.db.startPendingQuery(connection, sql)
    while (head === null) {
      yield 'working'
      this.enter()
      head = this.db.pollPendingQuery(connection)
    }
    yield head
    for (;;) {
      this.enter()
      const piece = this.db.fetchQueryResults(connection)
      if (!piece || piece.length === 0) return
      yield piece
    }
  }

  /** Fails when the statement is none, is two, or names what does not exist; executes nothing. */
  prepare(session: Session, sql: string): void {
    this.enter()
    const statement = this.db.createPrepared(this.connections[session], sql)
    this.db.closePrepared(this.connections[session], statement)
  }

  /** The bundle has one global runtime, however many instances there are. */
  private enter(): void {
    Object.assign(globalThis, { DUCKDB_RUNTIME: this.runtime.bindings })
  }
}

/** What the bundle's class has, and hides from TypeScript. */
interface Startable {
  instantiateWasm(
    imports: WebAssembly.Imports,
    success: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object
  instantiateImpl(overrides: object): Promise<unknown>
  instantiate(onProgress: () => void): Promise<unknown>
}

/** DuckDB's own limit does not count everything; what passes it ends the execution here. */
function capGrowth(memory: WebAssembly.Memory, mostBytes: number, runtime: CapabilityRuntime): void {
  const grow = memory.grow.bind(memory)
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * PAGE_BYTES <= mostBytes) return grow(pages)
    runtime.stop = 'too_much_memory'
    throw new RangeError('The engine may not have more memory')
  }
}
