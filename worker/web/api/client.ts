import type { ApiError } from './types'

/** Why there is no answer, in words for the reader. */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly advice: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

const OFFLINE = new Problem(0, 'offline', 'The server cannot be reached', 'Check the connection; the page tries again.')

/** Asks the API. What was answered before is asked for by its ETag: an unchanged answer costs a header. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { cache: 'no-cache', ...(signal && { signal }) })
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return ask<T>(path, { method: 'POST', headers, body: JSON.stringify(body), ...(signal && { signal }) })
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, { ...init, headers: { accept: 'application/json', ...init.headers } })
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as T
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw OFFLINE
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => undefined)) as ApiError | undefined
  if (!body?.error) {
    const advice = 'Try again; if it lasts, tell the operator of this DataWarp.'
    return new Problem(response.status, 'unreadable', `The server answered ${response.status}`, advice)
  }
  const { code, message, advice, ...details } = body.error
  return new Problem(response.status, code, message, advice, details)
}

/** Any failure as a problem, so that no view ends without words. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const message = error instanceof Error ? error.message : String(error)
  return new Problem(0, 'unexpected', message, 'Reload the page; if it lasts, report it with this text.')
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError'
}
