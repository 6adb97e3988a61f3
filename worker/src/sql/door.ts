import { AskError, type AskErrorCode } from '../query/error'
import { ENDED_HEADER, MILLIS_HEADER, type SqlService, USED_HEADER } from './service'
import type { Work } from './work'

/** Lets each client run one statement at a time, within its work, and ends what has no reader. */
export class SqlDoor {
  constructor(
    private readonly service: SqlService,
    private readonly work: Work,
    private readonly now: () => number,
  ) {}

  /**
   * The answer of the service.
   *
   * @param client who asks, as `clientOf` names it
   * @throws AskError when the client may not ask now, or the statement was ended
   */
  async answer(request: Request, client: string): Promise<Response> {
    const turn = await this.work.turn(client, request.signal)
    const start = this.now()
    let millis = () => this.now() - start
    const end = once(() => turn.end(millis()))
    request.signal.addEventListener('abort', end, { once: true })
    try {
      const response = await this.service.fetch(withUsed(request, turn.used))
      const counted = numberIn(response.headers.get(MILLIS_HEADER))
      const sent = { bytes: 0 }
      if (counted !== undefined) millis = this.workOf(counted, sent)
      if (response.headers.has(ENDED_HEADER)) throw await endedBy(response)
      return whole(response, sent, end)
    } catch (error) {
      end()
      if (error instanceof AskError) throw error
      if (request.signal.aborted) throw new AskError(499, 'cancelled', 'The client has left', 'Ask again.')
      console.error('A statement has no answer:', error)
      throw new AskError(503, 'ended', 'The statement was ended before it had an answer', ENDED_ADVICE)
    }
  }

  /** The service counts up to its answer. Rows may still be read while it is sent; a slow reader does not count as work. */
  private workOf(counted: number, sent: { bytes: number }): () => number {
    const answered = this.now()
    return () => counted + Math.min(this.now() - answered, sent.bytes / SENT_BYTES_A_MILLI)
  }
}

/** Rows are read no slower, as a rule. */
const SENT_BYTES_A_MILLI = 1_000

const ENDED_ADVICE = 'Ask for less; if simple statements end like this, too, tell the operator.'

function withUsed(request: Request, millis: number): Request {
  const headers = new Headers(request.headers)
  headers.set(USED_HEADER, String(Math.round(millis)))
  return new Request(request, { headers })
}

/** The error that the service names in place of an answer. */
async function endedBy(response: Response): Promise<AskError> {
  const { error } = (await response.json()) as { error: { code: AskErrorCode; message: string; advice: string } }
  return new AskError(response.status === 503 ? 503 : 422, error.code, error.message, error.advice)
}

/** The response, with a word when its body has been read, or is not read any more. @param sent counts it */
function whole(response: Response, sent: { bytes: number }, end: () => void): Response {
  const headers = new Headers(response.headers)
  headers.delete(MILLIS_HEADER)
  const { status } = response
  if (!response.body) {
    end()
    return new Response(null, { status, headers })
  }
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      sent.bytes += piece.byteLength
      controller.enqueue(piece)
    },
  })
  response.body.pipeTo(writable).then(end, end)
  return new Response(readable, { status, headers })
}

function numberIn(text: string | null): number | undefined {
  return text === null || !/^\d+$/.test(text) ? undefined : Number(text)
}

function once(call: () => void): () => void {
  let called = false
  return () => {
    if (called) return
    called = true
    call()
  }
}
