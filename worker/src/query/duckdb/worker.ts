import wasm from '@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'
import { DuckDbEngine } from './engine'

let engine: DuckDbEngine | undefined

/** The engine in a Worker: one an isolate, started when the first question comes. */
export async function workerEngine(): Promise<DuckDbEngine> {
  engine ??= new DuckDbEngine(wasm)
  return engine
}
