import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { freePort } from './freePort'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

/** The Worker as `up` runs it, page and all: on workerd, with a pool of processes for SQL. */
export interface RunningWorker {
  url: string
  stop(): void
}

/** Starts the Worker over an S3 store and waits until it answers. */
export async function startWorker(endpoint: string, state: string): Promise<RunningWorker> {
  const port = await freePort()
  const child = spawn(
    process.execPath,
    [`${HOME}tools/serve.mjs`, '--port', String(port), '--state', state, '--while-stdin'],
    {
      env: {
        ...process.env,
        S3_ENDPOINT: endpoint,
        S3_BUCKET: 'datawarp',
        S3_ACCESS_KEY_ID: 'reader',
        S3_SECRET_ACCESS_KEY: 'none',
      },
    },
  )
  const said: string[] = []
  child.stdout?.on('data', (text) => said.push(String(text)))
  child.stderr?.on('data', (text) => said.push(String(text)))
  const url = `http://127.0.0.1:${port}`
  await answers(url, child, said)
  return { url, stop: () => child.stdin?.end() }
}

async function answers(url: string, child: ChildProcess, said: string[]): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The Worker ended with ${child.exitCode}:\n${said.join('')}`)
    const response = await fetch(`${url}/api/datasets`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
