import type { TestProject } from 'vitest/node'
import type { NativeAnswer } from '../query/native'
import { askNative, nativeOver } from '../query/native'
import { LAKE, objectsIn } from '../query/folderStore'
import { QUESTIONS } from '../query/questions'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the sink published, in base64, by key. */
    objects: Record<string, string>
    /** What native DuckDB answers to each question. */
    native: NativeAnswer[]
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
}
