import {
  BROWSER_RUNTIME,
  type DuckDBModule,
  type DuckDBRuntime,
  failWith,
  readString,
} from '../../../build/engine/duckdb.mjs'

/** Bytes that an execution needs and that are not in memory. */
export interface Miss {
  key: string
  offset: number
  length: number
}

/** What the engine may read: files that were handed to it, by name, and only bytes that are in memory. */
export interface ReadableFiles {
  /** In bytes; nothing for a name that was not handed over. */
  sizeOf(key: string): number | undefined
  /** Copies the bytes, or says that they are not all in memory. */
  copy(key: string, offset: number, target: Uint8Array): boolean
}

/** Why an execution was broken off from inside. */
export type Stop = 'too_slow' | 'too_much_memory'

type Bindings = DuckDBRuntime & { now(): number }

/** What Emscripten passes as well. */
interface Heap {
  HEAPU8: Uint8Array
  HEAPF64: Float64Array
  _malloc(bytes: number): number
}

/** How often the engine may look at its clock in one execution: where clocks stand still, it is the only limit. */
const MOST_STEPS = 20_000_000

/**
 * The engine's only way out. It has no network, no file system and no clock but this one, and it learns of nothing that
 * was not handed to it.
 */
export class CapabilityRuntime {
  /** Bytes that the last execution lacked. */
  miss: Miss | undefined
  /** Set when the execution was broken off: the instance is not to be used again. */
  stop: Stop | undefined
  private readonly opened = new Map<number, string>()
  private steps = 0
  private deadline = Infinity

  /** What DuckDB's bundle calls. */
  readonly bindings: Bindings

  constructor(private readonly files: ReadableFiles) {
    this.bindings = this.makeBindings()
  }

  /** Begins to watch an execution that may last until a time of `performance.now()`. */
  begin(deadline: number): void {
    this.miss = undefined
    this.steps = 0
    this.deadline = deadline
  }

  end(): void {
    this.deadline = Infinity
  }

  /** The engine asks at each step of each operator, so this is where it can be stopped. */
  now(): number {
    const time = performance.now()
    if (this.deadline !== Infinity && (time > this.deadline || ++this.steps > MOST_STEPS)) {
      this.stop = 'too_slow'
      throw new Error('stopped')
    }
    return time
  }

  private makeBindings(): Bindings {
    const refuse = (mod: DuckDBModule) => failWith(mod, 'refused')
    return {
      ...BROWSER_RUNTIME,
      now: () => this.now(),
      openFile: (mod, fileId) => this.openFile(mod as DuckDBModule & Heap, fileId),
      readFile: (mod, fileId, buffer, bytes, location) =>
        this.readFile(mod as DuckDBModule & Heap, fileId, buffer, bytes, location),
      checkFile: (mod, path, length) => this.files.sizeOf(readString(mod, path, length)) !== undefined,
      closeFile: () => {},
      syncFile: () => {},
      getLastFileModificationTime: () => 0,
      glob: () => {},
      checkDirectory: () => false,
      listDirectoryEntries: () => false,
      writeFile: (mod) => (refuse(mod), 0),
      truncateFile: refuse,
      moveFile: refuse,
      removeFile: refuse,
      createDirectory: refuse,
      removeDirectory: refuse,
      callScalarUDF: refuse,
    }
  }

  private openFile(mod: DuckDBModule & Heap, fileId: number): number {
    BROWSER_RUNTIME._fileInfoCache.delete(fileId)
    const key = BROWSER_RUNTIME.getFileInfo(mod, fileId)?.fileName ?? ''
    this.opened.set(fileId, key)
    const size = this.files.sizeOf(key)
    if (size === undefined) {
      failWith(mod, 'refused')
      return 0
    }
    const answer = mod._malloc(2 * Float64Array.BYTES_PER_ELEMENT)
    mod.HEAPF64[answer >> 3] = size
    mod.HEAPF64[(answer >> 3) + 1] = 0
    return answer
  }

  private readFile(mod: DuckDBModule & Heap, fileId: number, buffer: number, bytes: number, location: number): number {
    const key = this.opened.get(fileId) ?? ''
    const length = Math.min(bytes, (this.files.sizeOf(key) ?? 0) - location)
    if (length <= 0) return 0
    if (this.files.copy(key, location, mod.HEAPU8.subarray(buffer, buffer + length))) return length
    this.miss = { key, offset: location, length }
    failWith(mod, 'missing bytes')
    return 0
  }
}
