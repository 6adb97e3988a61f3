import { fork } from 'node:child_process'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, request } from 'node:http'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { REQUEST_HEADER } from '../front.mjs'

const BUNDLE = fileURLToPath(new URL('../../build/sql/process.mjs', import.meta.url))
const WASM = fileURLToPath(new URL('../../node_modules/@duckdb/duckdb-wasm/dist/duckdb-eh.wasm', import.meta.url))

const MB = 1 << 20
/** For Linux's allocator, which otherwise keeps freed buffers of some megabytes. */
const GIVES_MEMORY_BACK = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '65536' }
const PAGE_BYTES = 4096

/**
 * What a pool allows. Times are in milliseconds.
 *
 * @property processes that run at most; each takes some 150 MB
 * @property silence after which a statement is ended: longer than its own limit, which it should notice itself
 * @property memory that a process may hold, in bytes: more than the engine's own limits let it have
 * @property kept memory with which a process may take its next statement, in bytes: what is left of one is not to end another
 * @property light recent work, up to which a client is served before others
 * @property turn that each statement has before it may have to make way
 * @property wait after which a light statement ends a longer one, where none is free
 * @property patience after which a statement that waits is refused
 * @property rest after which a process that has nothing to do ends, where another has nothing to do either
 * @property buffered bytes of an answer that are kept for a slow reader, so that its process can serve others
 */
export const POOL_LIMITS = {
  processes: Math.max(3, Math.min(4, availableParallelism() + 1)),
  silence: 6_000,
  memory: 400 * MB,
  kept: 280 * MB,
  light: 1_000,
  turn: 1_000,
  wait: 250,
  patience: 10_000,
  rest: 60_000,
  buffered: 32 * MB,
}

const TICK = 50
/** A client's turn comes sooner, or never. */
const LEFT_FOR = 60_000
/** Where processes cannot start, others are tried after this. */
const RESTART_PAUSE = 1_000

const ENDED = {
  too_slow: [422, 'The statement takes longer than 5 seconds', 'Ask for less: fewer rows, a smaller join.'],
  too_much_memory: [422, 'The statement needs more memory than there is', 'Ask for less: fewer columns or groups.'],
  made_way: [
    503,
    'The statement was ended, since others waited',
    'Ask for less, or run it in your browser on the page.',
  ],
  busy: [503, 'Too many statements wait for an answer', 'Ask again in a few seconds.'],
  cancelled: [503, 'The client has left', 'Ask again.'],
  ended: [503, 'The statement ended its process', 'Ask for less, or in other words.'],
}

/**
 * Runs requests that hold SQL, each in a process that serves no other at the time and is killed when it takes too long or
 * too much. A client that has used little recently is served first, and one process is kept for such clients.
 */
export class SqlPool {
  /** @param environment of the processes: the store, and the settings of the API */
  constructor(environment, limits = POOL_LIMITS) {
    this.environment = environment
    this.limits = limits
    this.key = randomBytes(24).toString('hex')
    this.folder = mkdtempSync(join(tmpdir(), 'datawarp-sql-'))
    this.processes = new Set()
    this.waiting = []
    this.left = new Set()
    this.started = 0
    this.server = createServer((incoming, outgoing) => this.take(incoming, outgoing))
  }

  /** Starts to serve on a port of this machine. @returns its address */
  async start() {
    await new Promise((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    this.watch = setInterval(() => this.tick(), TICK)
    this.keepOneIdle()
    return `http://127.0.0.1:${this.server.address().port}/`
  }

  stop() {
    this.stopped = true
    clearInterval(this.watch)
    this.server.closeAllConnections()
    this.server.close()
    for (const each of this.processes) each.child.kill('SIGKILL')
    rmSync(this.folder, { recursive: true, force: true })
  }

  take(incoming, outgoing) {
    if (!isSame(incoming.headers['x-datawarp-key'], this.key)) return outgoing.writeHead(403).end()
    const job = { incoming, outgoing, used: Number(incoming.headers['x-datawarp-used'] ?? 0), asked: Date.now() }
    outgoing.on('close', () => this.leave(job))
    outgoing.on('error', () => {})
    incoming.on('error', () => {})
    if (this.left.delete(incoming.headers[REQUEST_HEADER])) return end(job, 'cancelled')
    this.waiting.push(job)
    this.assign()
  }

  /** Ends the statement of a request whose client has left, also when the request has not arrived yet. @param id in REQUEST_HEADER */
  cancel(id) {
    const isIt = (job) => job.incoming.headers[REQUEST_HEADER] === id
    const runs = this.running().find(({ job }) => isIt(job))
    const waits = this.waiting.find(isIt)
    if (runs) return runs.job.complete || this.kill(runs, 'cancelled')
    if (waits) return this.refuse(waits, 'cancelled')
    this.left.add(id)
    setTimeout(() => this.left.delete(id), LEFT_FOR).unref()
  }

  /** The client has its answer, or has left: then its statement ends. */
  leave(job) {
    this.waiting = this.waiting.filter((each) => each !== job)
    if (job.process?.job === job && !job.complete) this.kill(job.process)
  }

  /** Gives waiting requests to idle processes, those of clients that used least first. */
  assign() {
    this.waiting.sort((a, b) => a.used - b.used)
    for (const job of [...this.waiting]) {
      const idle = this.idle()
      if (idle.length === 0) break
      if (this.isHeavy(job) && this.limits.processes - this.running().length < 2) break
      this.waiting.splice(this.waiting.indexOf(job), 1)
      run(idle[0], job, this.limits.buffered)
    }
    this.keepOneIdle()
  }

  isHeavy(job) {
    return job.used > this.limits.light
  }

  idle() {
    return [...this.processes].filter((each) => each.idle)
  }

  running() {
    return [...this.processes].filter((each) => each.job)
  }

  /** The next statement should not wait for a process to start, which takes half a second. */
  keepOneIdle() {
    const starting = [...this.processes].some((each) => !each.job)
    if (starting || this.processes.size >= this.limits.processes || this.stopped) return
    const socket = join(this.folder, `${++this.started}.sock`)
    const child = fork(BUNDLE, [socket, WASM], {
      // Not ours: a debugger's options, for one. Each compilation takes up to 100 MB, which would be the statement's.
      execArgv: ['--max-old-space-size=256', '--wasm-num-compilation-tasks=1'],
      env: { ...this.environment, ...GIVES_MEMORY_BACK },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const each = { child, socket, idle: false, idleSince: 0, job: undefined, reason: undefined }
    this.processes.add(each)
    child.on('message', () => this.rest(each))
    child.on('error', () => {})
    child.on('exit', () => this.bury(each))
  }

  /** A process is free for the next request, unless it kept too much of the last one. */
  rest(each) {
    each.idle = !each.job || memoryOf(each.child.pid) < this.limits.kept
    each.idleSince = Date.now()
    each.served = true
    each.job = undefined
    if (!each.idle) this.kill(each)
    this.assign()
  }

  kill(each, reason = 'ended') {
    each.reason = reason
    each.child.kill('SIGKILL')
  }

  bury(each) {
    this.processes.delete(each)
    rmSync(each.socket, { force: true })
    if (each.job) end(each.job, each.reason ?? 'ended')
    each.job = undefined
    setTimeout(() => this.stopped || this.assign(), each.served ? 0 : RESTART_PAUSE)
  }

  tick() {
    const now = Date.now()
    for (const each of this.running()) {
      if (each.job.alive && now - each.job.alive > this.limits.silence) this.kill(each, 'too_slow')
      else if (memoryOf(each.child.pid) > this.limits.memory) this.kill(each, 'too_much_memory')
    }
    for (const job of [...this.waiting]) if (now - job.asked > this.limits.patience) this.refuse(job, 'busy')
    this.makeWay(now)
    this.shrink(now)
  }

  shrink(now) {
    const [longest, ...others] = this.idle().sort((a, b) => a.idleSince - b.idleSince)
    if (others.length > 0 && now - longest.idleSince > this.limits.rest) this.kill(longest)
  }

  refuse(job, code) {
    this.waiting.splice(this.waiting.indexOf(job), 1)
    end(job, code)
  }

  /** Where a light statement waits and no process is free or starting, the client that has used most makes way. */
  makeWay(now) {
    const waits = this.waiting.find((job) => !this.isHeavy(job) && now - job.asked > this.limits.wait)
    const running = this.running().filter(({ reason }) => reason === undefined)
    if (!waits || running.length < this.limits.processes) return
    const usedBy = ({ job }) => job.used + now - job.began
    const most = running.sort((a, b) => usedBy(b) - usedBy(a))[0]
    if (now - most.job.began > this.limits.turn) this.kill(most, 'made_way')
  }
}

/** Sends a request to a process, and its answer to who asked. */
function run(each, job, mostBuffered) {
  const { incoming, outgoing } = job
  each.idle = false
  each.job = job
  each.reason = undefined
  job.process = each
  job.began = job.alive = Date.now()
  const { 'x-datawarp-key': _, 'x-datawarp-used': __, [REQUEST_HEADER]: ___, ...headers } = incoming.headers
  const to = { socketPath: each.socket, method: incoming.method, headers, agent: false }
  const sent = request(to, (answer) => {
    if (outgoing.destroyed) return
    outgoing.writeHead(answer.statusCode, { ...answer.headers, 'x-datawarp-millis': Date.now() - job.began })
    answer.on('data', (bytes) => {
      job.alive = Date.now()
      outgoing.write(bytes)
      if (outgoing.writableLength < mostBuffered) return
      // It waits for its reader, and not for the engine.
      job.alive = undefined
      answer.pause()
      outgoing.once('drain', () => {
        job.alive = Date.now()
        answer.resume()
      })
    })
    answer.on('end', () => {
      job.complete = true
      outgoing.end()
    })
    // An answer that fails midway is broken off, so that it is not taken for whole; its process can serve the next.
    answer.on('close', () => {
      if (job.complete) return
      job.complete = true
      outgoing.destroy()
    })
  })
  // A process that was killed: `bury` answers.
  sent.on('error', () => {})
  incoming.pipe(sent)
}

/** Answers a request whose statement was ended; one that is half answered is cut off. */
function end({ incoming, outgoing, began }, code) {
  incoming.unpipe()
  if (outgoing.headersSent) return outgoing.destroy()
  const [status, message, advice] = ENDED[code]
  outgoing.writeHead(status, {
    'content-type': 'application/json',
    'x-datawarp-ended': code,
    'x-datawarp-millis': began ? Date.now() - began : 0,
  })
  outgoing.end(JSON.stringify({ error: { code, message, advice } }))
}

/** Bytes that a process holds, where the system says so. */
function memoryOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES
  } catch {
    return 0
  }
}

function isSame(given = '', key) {
  return given.length === key.length && timingSafeEqual(Buffer.from(given), Buffer.from(key))
}
