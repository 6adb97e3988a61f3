import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { catalogsIn } from '../../src/catalog/catalog'
import { ask, type Lake } from '../../src/query/ask'
import { BROWSER_ENGINE, DuckDbEngine } from '../../src/query/duckdb/engine'
import { BROWSER_LIMITS } from '../../src/query/limits'
import { folderStore, LAKE } from './folderStore'
import { askNative, nativeOver } from './native'
import { QUESTIONS } from './questions'

const wasm = await WebAssembly.compile(await readFile('node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm'))

/** The engine as a browser runs it: compiled at run time, with the limits of a visitor's own machine. */
function browserLake(): Lake {
  const store = folderStore(LAKE)
  const engine = new DuckDbEngine(wasm, BROWSER_ENGINE)
  return { store, catalogs: catalogsIn(store), engine: async () => engine }
}

describe('the engine of the page and native DuckDB', async () => {
  const lake = browserLake()
  const native = await nativeOver(LAKE)

  it.each(QUESTIONS)('agree on %s', async (sql) => {
    const ours = await ask(lake, { sql }, BROWSER_LIMITS)
    const theirs = await askNative(native, sql)

    expect(ours.rows).toEqual(theirs.rows)
  })
})
