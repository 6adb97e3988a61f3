/*
 * Runs the Worker on this machine over the S3 store that the environment names: wrangler with workerd, which starts again
 * when it dies; a pool of processes that run SQL; and a server in front, which clients reach.
 *
 *   S3_ENDPOINT=... S3_BUCKET=... S3_ACCESS_KEY_ID=... S3_SECRET_ACCESS_KEY=... node tools/serve.mjs --port 8787
 *
 *   --ip <address>   what it listens on; by default this machine alone
 *   --state <folder> where workerd keeps what it keeps
 *   --while-stdin    end when standard input ends: with the process that started it, however that ends
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { frontOf } from './front.mjs'
import { SqlPool } from './sql/pool.mjs'

const worker = fileURLToPath(new URL('..', import.meta.url))
const STORE = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY']
const OTHERS = ['QUERIES', 'MCP_HOSTS', 'PUBLIC_URL']
const PROBE_EVERY = 3_000
/** wrangler usually restarts a runtime that has crashed. */
const MOST_SILENCES = 2
/** It runs no SQL, so it answers at once; a machine under load may take a while. */
const PROBE_PATIENCE = 15_000
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

const { values: options } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    ip: { type: 'string', default: '127.0.0.1' },
    state: { type: 'string', default: join(worker, '.wrangler/state') },
    'while-stdin': { type: 'boolean', default: false },
  },
})

if (!process.env.S3_ENDPOINT) fail('Cannot serve: S3_ENDPOINT is not set, expected the address of the object store')

/** Secrets go by a file that only this user can read: a command line is for all to see. */
const folder = mkdtempSync(join(tmpdir(), 'datawarp-worker-'))
const settings = join(folder, 'settings.env')
const shared = Object.fromEntries(
  [...STORE, ...OTHERS].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
)

const port = await freePort()
const pool = new SqlPool(shared)
const front = serveFront()
const sql = { SQL_ADDRESS: await pool.start(), SQL_KEY: pool.key }
const lines = Object.entries({ ...shared, ...sql }).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
writeFileSync(settings, lines.join(''), { mode: 0o600 })

let child
let answered = false
let silences = 0
let stopping = false
let pause = FIRST_PAUSE
start()
setTimeout(watch, PROBE_EVERY)

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
if (options['while-stdin']) process.stdin.on('end', stop).on('error', stop).resume()

function start() {
  const wrangler = join(worker, 'node_modules/wrangler/bin/wrangler.js')
  const startedAt = Date.now()
  answered = false
  silences = 0
  child = spawn(
    nodeForWrangler(),
    [wrangler, 'dev', '--local', '--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'].concat([
      '--env-file',
      settings,
      '--persist-to',
      options.state,
      '--show-interactive-dev-session=false',
      '--log-level',
      'warn',
    ]),
    {
      cwd: worker,
      // A process group of its own: wrangler alone would leave workerd behind.
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        CI: '1',
        NO_COLOR: '1',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        WRANGLER_LOG_PATH: join(options.state, 'logs'),
        // wrangler does not look up where this machine is.
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        // It writes to the local store for anyone who asks.
        X_LOCAL_EXPLORER: 'false',
      },
    },
  )
  child.on('error', (error) => fail(`Cannot start ${nodeForWrangler()}: ${error.message}`))
  child.on('exit', (code, signal) => {
    if (stopping) return end()
    killGroup('SIGKILL')
    pause = Date.now() - startedAt > LONGEST_PAUSE ? FIRST_PAUSE : Math.min(2 * pause, LONGEST_PAUSE)
    console.error(`The Worker died (${signal ?? code}); it starts again in ${pause / 1_000} seconds`)
    setTimeout(() => stopping || start(), pause)
  })
}

function serveFront() {
  try {
    const server = frontOf(port, process.env.TRUSTED_PROXIES ?? '', (id) => pool.cancel(id))
    server.on('error', (error) => fail(`Cannot serve on ${options.ip}:${options.port}: ${error.message}`))
    return server.listen(Number(options.port), options.ip)
  } catch (error) {
    return fail(`Cannot serve: ${error.message}`)
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** wrangler may live on when workerd has died, or is stuck: so ask. */
async function watch() {
  const answers = await probe()
  answered ||= answers
  silences = answers ? 0 : silences + 1
  if (answered && silences >= MOST_SILENCES && !stopping) {
    console.error('The Worker does not answer any more')
    killGroup('SIGKILL')
  }
  if (!stopping) setTimeout(watch, PROBE_EVERY)
}

async function probe() {
  try {
    await fetch(`http://127.0.0.1:${port}/robots.txt`, { signal: AbortSignal.timeout(PROBE_PATIENCE) })
    return true
  } catch {
    return false
  }
}

function stop() {
  if (stopping) return
  stopping = true
  if (!child || child.exitCode !== null || child.signalCode !== null) return end()
  killGroup('SIGTERM')
  setTimeout(end, 3_000).unref()
}

function end() {
  killGroup('SIGKILL')
  front.close()
  pool.stop()
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
}

function killGroup(signal) {
  try {
    process.kill(-child.pid, signal)
  } catch {
    // All of it is gone.
  }
}

/** wrangler wants a newer Node than npm does; npm has that, too. */
function nodeForWrangler() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 22 || (major === 22 && minor >= 12)) return process.execPath
  const bundled = join(worker, `node_modules/node-${process.platform}-${process.arch}/bin/node`)
  if (existsSync(bundled)) return bundled
  return fail(
    `Cannot serve: found Node ${process.versions.node}, expected 22.12 or later; install it, or run npm ci where npm has` +
      ' a newer Node for this machine',
  )
}

function fail(message) {
  console.error(message)
  process.exit(2)
}
