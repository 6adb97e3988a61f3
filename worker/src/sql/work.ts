import { AskError } from '../query/error'

/** What one client may have done for it. */
export interface WorkLimits {
  /** Work that may be saved up, in milliseconds. */
  most: number
  /** In so many milliseconds all of it comes back. */
  refill: number
  /** Statements that may wait behind the one that runs. */
  waiting: number
}

/** A page of charts takes half a second; no client gets a whole minute of one processor. */
export const WORK_LIMITS: WorkLimits = { most: 20_000, refill: 60_000, waiting: 30 }

interface Client {
  /** Milliseconds of work that are left, at `at`. */
  left: number
  at: number
  running: boolean
  /** One object a statement, in the order of asking. */
  waiting: object[]
}

/** A turn to run one statement. */
export interface Turn {
  /** Milliseconds of work that the client has used recently. */
  used: number
  /** Ends the turn. @param millis of work that it took */
  end(millis: number): void
}

/**
 * Who may run SQL now: each client one statement at a time, the others in order behind it, and so many seconds of work a
 * minute. Counts in this isolate alone.
 *
 * @param now milliseconds of a clock that only goes forward
 * @param pause a moment of waiting
 */
export class Work {
  private readonly clients = new Map<string, Client>()

  constructor(
    private readonly now: () => number,
    private readonly pause: () => Promise<void>,
    private readonly limits: WorkLimits = WORK_LIMITS,
  ) {}

  /** How many clients are remembered. */
  get remembered(): number {
    return this.clients.size
  }

  /**
   * Waits for the turn of a client.
   *
   * @param signal ends the waiting
   * @throws AskError when the client has used up its work, or has too many statements waiting
   */
  async turn(key: string, signal?: AbortSignal): Promise<Turn> {
    this.forget()
    const client = this.clientOf(key)
    this.checkLeft(client)
    await this.wait(client, signal)
    try {
      this.checkLeft(client)
    } catch (error) {
      client.running = false
      throw error
    }
    return { used: this.limits.most - this.leftOf(client), end: (millis) => this.end(key, client, millis) }
  }

  /**
   * Checks at intervals: in a Worker, a request that another would have to wake counts as hung, and is ended.
   */
  private async wait(client: Client, signal?: AbortSignal): Promise<void> {
    const { waiting } = client
    if (waiting.length >= this.limits.waiting) {
      throw new AskError(
        429,
        'rate_limited',
        `${waiting.length} of your statements wait already`,
        'Ask one after the other.',
        { retry_after_seconds: 1 },
      )
    }
    const ticket = {}
    waiting.push(ticket)
    try {
      while (client.running || waiting[0] !== ticket) {
        await this.pause()
        if (signal?.aborted) throw new AskError(499, 'cancelled', 'The client has left', 'Ask again.')
      }
      client.running = true
    } finally {
      waiting.splice(waiting.indexOf(ticket), 1)
    }
  }

  private end(key: string, client: Client, millis: number): void {
    client.left = this.leftOf(client) - millis
    client.at = this.now()
    this.clients.delete(key)
    this.clients.set(key, client)
    client.running = false
  }

  private checkLeft(client: Client): void {
    const left = this.leftOf(client)
    if (left > 0) return
    const seconds = Math.ceil(((1 - left) * this.limits.refill) / this.limits.most / 1000)
    throw new AskError(
      429,
      'rate_limited',
      `Your statements took more than ${this.limits.most / 1000} seconds of work in the last minute`,
      `Wait ${seconds} seconds, or run it in your browser on the page.`,
      { retry_after_seconds: seconds },
    )
  }

  private leftOf({ left, at }: Client): number {
    const back = ((this.now() - at) * this.limits.most) / this.limits.refill
    return Math.min(this.limits.most, left + back)
  }

  private clientOf(key: string): Client {
    const known = this.clients.get(key)
    if (known) return known
    const client = { left: this.limits.most, at: this.now(), running: false, waiting: [] }
    this.clients.set(key, client)
    return client
  }

  /** Forgets clients whose work has come back; they are in the order of their last statement. */
  private forget(): void {
    for (const [key, client] of this.clients) {
      if (this.now() - client.at < this.limits.refill) return
      if (!client.running) this.clients.delete(key)
    }
  }
}
