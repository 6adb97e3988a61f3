/*
 * Whether hostile clients can hold up others: asks a running Worker what the hostile suite has, from several addresses, with
 * three innocent clients beside, and prints how each was served.
 *
 *   npm run bench:hostile -- --per-minute 50 --addresses 5
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { HOSTILE_CASES, type HostileCase } from '../test/query/hostileClasses'
import { serveFolder } from '../test/browser/folderServer'
import { freePort } from '../test/browser/freePort'

const { values: options } = parseArgs({
  options: {
    'per-minute': { type: 'string', default: '50' },
    addresses: { type: 'string', default: '5' },
    statements: { type: 'string', default: String(HOSTILE_CASES.length) },
    seed: { type: 'string', default: '1' },
  },
})
const ADDRESSES = Number(options.addresses)
const PAUSE = (60_000 * ADDRESSES) / Number(options['per-minute'])
const HALF_SENT = 200
const SIMPLE = 'SELECT period_start, sum(attendances_type_1) FROM ae_provider GROUP BY 1 ORDER BY 1'

interface Served {
  what: string
  millis: number
  status: number
  code: string
}

const served: Served[] = []
const innocent: Served[] = []
let over = false

const folder = mkdtempSync(join(tmpdir(), 'datawarp-hostile-'))
const store = await serveFolder('test/fixtures/bucket')
const port = await freePort()
const server = start()
try {
  await untilReady()
  const before = longLived()
  const innocents = [lists(), pages(), statements()]
  const [closed] = await Promise.all([halfSentBodies(), ...attackers()])
  over = true
  await Promise.all(innocents)
  report(before, longLived(), closed)
} finally {
  server.stdin?.end()
  store.server.close()
  rmSync(folder, { recursive: true, force: true })
}

function start(): ChildProcess {
  return spawn(process.execPath, ['tools/serve.mjs', '--port', String(port), '--state', folder, '--while-stdin'], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {
      ...process.env,
      S3_ENDPOINT: store.endpoint,
      S3_BUCKET: 'datawarp',
      S3_ACCESS_KEY_ID: 'reader',
      S3_SECRET_ACCESS_KEY: 'none',
      // Each client of ours says who it is.
      TRUSTED_PROXIES: '127.0.0.1',
    },
  })
}

/** Those that a hostile statement must not end: all but the processes that run SQL. */
function longLived(): string[] {
  const all = execFileSync('ps', ['-e', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
  const rows = all.split('\n').map((line) => line.trim().split(/\s+/))
  const below = new Set([String(server.pid)])
  for (const [pid = '', parent = ''] of rows) if (below.has(parent)) below.add(pid)
  return rows
    .filter(([pid = '', , ...args]) => below.has(pid) && !args.join(' ').includes('sql/process.mjs'))
    .map(([pid = '']) => pid)
}

/** Asks what is left of the suite, one after the other from each address, in a mixed order. */
function attackers(): Promise<void>[] {
  const left = mixed(HOSTILE_CASES).slice(0, Number(options.statements))
  return Array.from({ length: ADDRESSES }, async (_, i) => {
    await sleep((PAUSE * i) / ADDRESSES)
    for (let each = left.pop(); each; each = left.pop()) {
      const next = performance.now() + PAUSE
      served.push(await ask(each.kind, `198.51.100.${i}`, queryOf(each)))
      await sleep(next - performance.now())
    }
  })
}

function queryOf({ sql }: HostileCase): string {
  return `/api/query?sql=${encodeURIComponent(sql.toWellFormed())}`
}

async function lists(): Promise<void> {
  while (!over) {
    for (const path of ['/api/datasets', '/api/datasets/ae_provider', '/api/changes']) {
      innocent.push(await ask('lists and metadata', '203.0.113.1', path))
      await sleep(150)
    }
  }
}

async function pages(): Promise<void> {
  while (!over) {
    for (const path of ['/', '/datasets/ae_provider', '/files/datasets/catalog.parquet']) {
      innocent.push(await ask('pages and files', '203.0.113.2', path))
      await sleep(400)
    }
  }
}

async function statements(): Promise<void> {
  while (!over) {
    innocent.push(await ask('simple statements', '203.0.113.3', queryOf({ kind: '', sql: SIMPLE })))
    await sleep(1_000)
  }
}

function ask(what: string, address: string, path: string): Promise<Served> {
  const started = performance.now()
  return new Promise((resolve) => {
    const done = (status: number, code: string) => resolve({ what, millis: performance.now() - started, status, code })
    const sent = request({ port, path, agent: false, headers: { 'x-forwarded-for': address } }, (answer) => {
      let text = ''
      answer.on('data', (bytes) => (text.length < 500 ? (text += String(bytes)) : undefined))
      answer.on('end', () => done(answer.statusCode ?? 0, /"code":"(\w+)"/.exec(text)?.[1] ?? 'answered'))
    })
    sent.on('error', () => done(0, 'no answer'))
    sent.end()
  })
}

/** Requests whose bodies do not come. @returns after how many seconds the last was closed */
async function halfSentBodies(): Promise<number> {
  const started = performance.now()
  await Promise.all(
    Array.from({ length: HALF_SENT }, () => {
      const socket = connect(port, '127.0.0.1')
      socket.write(
        'POST /api/query HTTP/1.1\r\nhost: x\r\ncontent-type: application/sql\r\ncontent-length: 99\r\n\r\nSEL',
      )
      socket.on('error', () => {}).resume()
      return new Promise((resolve) => socket.on('close', resolve))
    }),
  )
  return (performance.now() - started) / 1000
}

function report(before: string[], after: string[], closed: number): void {
  console.log(`\n${served.length} hostile statements, ${options['per-minute']} a minute, ${ADDRESSES} addresses`)
  table('hostile', served)
  table('innocent', innocent)
  console.log(`\n${HALF_SENT} half-sent bodies: the last was closed after ${closed.toFixed(1)} s`)
  const ended = before.filter((pid) => !after.includes(pid)).length
  console.log(`Ended, of ${before.length} processes that serve more than a statement: ${ended}`)
}

function table(title: string, all: Served[]): void {
  console.log(
    `\n${title.padEnd(22)}${'number'.padStart(8)}${'p50 ms'.padStart(9)}${'p99 ms'.padStart(9)}${'most'.padStart(8)}`,
  )
  for (const what of new Set(all.map((each) => each.what))) {
    const of = all.filter((each) => each.what === what)
    const millis = of.map((each) => each.millis).sort((a, b) => a - b)
    const at = (share: number) => (millis[Math.ceil(share * millis.length) - 1] ?? 0).toFixed(0)
    console.log(
      `${what.padEnd(22)}${String(of.length).padStart(8)}${at(0.5).padStart(9)}${at(0.99).padStart(9)}${at(1).padStart(8)}`,
    )
    const codes = new Map<string, number>()
    for (const { status, code } of of) codes.set(`${status} ${code}`, (codes.get(`${status} ${code}`) ?? 0) + 1)
    console.log(`  ${[...codes].map(([code, number]) => `${code} ${number}`).join(', ')}`)
  }
}

function mixed<T>(all: T[]): T[] {
  let state = Number(options.seed)
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647
  return all
    .map((each) => ({ each, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ each }) => each)
}

async function untilReady(): Promise<void> {
  while ((await ask('', '203.0.113.9', '/api/datasets')).status !== 200) await sleep(200)
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, millis)))
}
