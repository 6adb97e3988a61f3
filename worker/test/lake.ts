import { readFile } from 'node:fs/promises'
import { catalogsIn } from '../src/catalog/catalog'
import type { ObjectStore } from '../src/catalog/store'
import type { Lake } from '../src/query/ask'
import { DuckDbEngine } from '../src/query/duckdb/engine'
import { folderStore, LAKE, objectsIn } from './query/folderStore'

/** What the sink published of the bundled samples, by key. */
export const OBJECTS = objectsIn(LAKE)

let engine: Promise<DuckDbEngine> | undefined

async function start(): Promise<DuckDbEngine> {
  const wasm = await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm')
  return new DuckDbEngine(await WebAssembly.compile(Uint8Array.from(wasm)))
}

/** A lake over a store, with the engine as a Worker runs it. */
export function lakeOver(store: ObjectStore = folderStore(LAKE)): Lake {
  return { store, catalogs: catalogsIn(store), engine: () => (engine ??= start()) }
}
