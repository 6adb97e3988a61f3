import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { LAKE } from '../query/folderStore'
import { CHROMIUM } from './chromium'
import { serveFolder } from './folderServer'
import { startWorker } from './worker'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the page is. */
    url: string
    /** The bucket that it shows: a copy, so that a test may commit to it. */
    bucket: string
  }
}

/** Starts the Worker as it is deployed, page and all, over what the sink published; once for all tests in a browser. */
export default async function setup(project: TestProject): Promise<(() => void) | undefined> {
  if (!CHROMIUM) {
    console.warn('No Chromium was found: what a visitor does is not tested. Install it, or set CHROMIUM to its path.')
    return undefined
  }
  const folder = mkdtempSync(join(tmpdir(), 'datawarp-page-'))
  cpSync(LAKE, `${folder}/bucket`, { recursive: true })
  cpSync(new URL('../fixtures/status.json', import.meta.url), `${folder}/bucket/datasets/_status.json`)
  const { endpoint, server } = await serveFolder(`${folder}/bucket`)
  const worker = await startWorker(endpoint, `${folder}/state`)
  project.provide('url', worker.url)
  project.provide('bucket', `${folder}/bucket`)
  return () => {
    worker.stop()
    server.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
