import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { TestProject } from 'vitest/node'
import type { NativeAnswer } from '../query/native'
import { askNative, nativeOver } from '../query/native'
import { LAKE, objectsIn } from '../query/folderStore'
import { QUESTIONS } from '../query/questions'
import { part, writeCatalog } from '../query/writeCatalog.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the sink published, in base64, by key. */
    objects: Record<string, string>
    /** What native DuckDB answers to each question. */
    native: NativeAnswer[]
    /** A dataset `rolling` in many versions: its one part and the catalogue, in base64. */
    versions: { part: string; catalog: string }[]
  }
}

/** Runs in Node before the tests on workerd, which have no files and no native code. */
export default async function setup(project: TestProject): Promise<void> {
  const objects = Object.entries(objectsIn(LAKE)).map(([key, bytes]) => [key, Buffer.from(bytes).toString('base64')])
  const native = await nativeOver(LAKE)
  const answers: NativeAnswer[] = []
  for (const sql of QUESTIONS) answers.push(await askNative(native, sql))
  project.provide('objects', Object.fromEntries(objects))
  project.provide('native', answers)
  project.provide('versions', await rollingVersions(native))
}

/** The store takes its time for each: DATAWARP_VERSIONS=500 for a long run. */
const VERSIONS = Number(process.env.DATAWARP_VERSIONS ?? 60)

async function rollingVersions(native: DuckDBConnection): Promise<{ part: string; catalog: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'datawarp-versions-'))
  const [partFile, catalogFile] = [join(folder, 'part.parquet'), join(folder, 'catalog.parquet')]
  const versions = []
  for (let version = 1; version <= VERSIONS; version++) {
    const count = (version % 50) + 1
    const rows = `SELECT ${version}::BIGINT AS v, range AS n FROM range(${count})`
    await native.run(`COPY (${rows}) TO '${partFile}' (FORMAT parquet, COMPRESSION zstd)`)
    const bytes = readFileSync(partFile)
    const parts = [part(`datasets/rolling/${version}.parquet`, count, bytes.length, ['2025-03-01'])]
    const columns: [string, string][] = [
      ['v', 'INTEGER'],
      ['n', 'INTEGER'],
    ]
    const dataset = { dataset: 'rolling', columns, parts, rows: count, bytes: bytes.length }
    await writeCatalog(native, catalogFile, version, [dataset])
    versions.push({ part: bytes.toString('base64'), catalog: readFileSync(catalogFile).toString('base64') })
  }
  rmSync(folder, { recursive: true })
  return versions
}
