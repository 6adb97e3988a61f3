/*
 * Makes DuckDB-WASM's blocking bundle run where it was not meant to: in a Cloudflare Worker, which has parts of Node but
 * no `require`, and in Node itself. Checks first that the package is byte for byte the one that was tried.
 *
 *   node tools/engine.mjs      writes build/engine/; quick when it is there already
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const DIST = new URL('../node_modules/@duckdb/duckdb-wasm/dist/', import.meta.url)
const BUILD = new URL('../build/engine/', import.meta.url)

/** 1.28.0 is the last release with Parquet compiled in; every later one loads it from the internet when it runs. */
const EXPECTED = {
  'duckdb-browser-blocking.mjs': 'f41f8fd9d1e4821d270323009e848fc4c8a7d893888c3f0266f9355bf9a8c770',
  'duckdb-eh.wasm': '053f5ea4c3db0dab0b5d49851befaf36ae3a2cffd6d2a1e39f9178f3c48dbbe2',
}

/** The text, how often it occurs, and its replacement: never Node, always a web worker, no address, our clock, no log. */
const PATCHES = [
  ['!root.JS_SHA256_NO_NODE_JS&&typeof process=="object"', 1, '!1&&typeof process=="object"'],
  ['ri=typeof process=="object"', 2, 'ri=!1&&typeof process=="object"'],
  ['O=typeof importScripts=="function"', 2, 'O=!0'],
  ['self.location.href', 2, '"https://engine.invalid/"'],
  ['=()=>performance.now()', 2, '=()=>globalThis.DUCKDB_RUNTIME.now()'],
  ['console.error("FAIL WITH: ".concat(v)),', 1, ''],
  ['//# sourceMappingURL=duckdb-browser-blocking.mjs.map', 1, ''],
]

export function prepareEngine() {
  const [bundle] = Object.entries(EXPECTED).map(([name, sha256]) => verified(name, sha256))
  const patched = PATCHES.reduce(patch, bundle.toString('utf8'))
  const file = new URL('duckdb.mjs', BUILD)
  if (existsSync(file) && readFileSync(file, 'utf8') === patched) return
  mkdirSync(BUILD, { recursive: true })
  writeFileSync(file, patched)
  writeFileSync(new URL('duckdb.d.mts', BUILD), "export * from '@duckdb/duckdb-wasm/blocking'\n")
}

function verified(name, sha256) {
  const bytes = readFileSync(new URL(name, DIST))
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found === sha256) return bytes
  throw new Error(
    `Cannot build the engine, @duckdb/duckdb-wasm/dist/${name}: found SHA-256 ${found}, expected ${sha256}; ` +
      'run npm ci, or try the new version and change tools/engine.mjs',
  )
}

function patch(text, [find, times, replacement]) {
  const found = text.split(find).length - 1
  if (found !== times) throw new Error(`Cannot patch the engine: found ${found} of ${find}, expected ${times}`)
  return text.replaceAll(find, replacement)
}

if (import.meta.url === `file://${process.argv[1]}`) prepareEngine()
