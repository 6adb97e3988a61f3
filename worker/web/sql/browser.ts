import type { Result } from './ask'
export async function askBrowser(_sql: string, _options: { version?: number }, _signal?: AbortSignal): Promise<Result> {
  throw new Error('not yet')
}
