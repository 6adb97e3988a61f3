import { readFile } from 'node:fs/promises'
import { catalogsIn } from '../src/catalog/catalog'
import type { ObjectStore } from '../src/catalog/store'
import type { Lake } from '../src/query/ask'
import { DuckDbEngine } from '../src/query/duckdb/engine'
import { folderStore, LAKE, objectsIn } from './query/folderStore'

/** What the sink published of the bundled samples, by key. */
export const OBJECTS = objectsIn(LAKE)

let wasm: Promise<WebAssembly.Module> | undefined
let engine: Promise<DuckDbEngine> | undefined

async function compiled(): Promise<WebAssembly.Module> {
  const bytes = await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm')
  return WebAssembly.compile(Uint8Array.from(bytes))
}

/** An engine that no other test has used. */
export async function newEngine(): Promise<DuckDbEngine> {
  return new DuckDbEngine(await (wasm ??= compiled()))
}

/** A lake over a store, with the engine as a Worker runs it. */
export function lakeOver(store: ObjectStore = folderStore(LAKE)): Lake {
  return { store, catalogs: catalogsIn(store), engine: () => (engine ??= newEngine()) }
}
