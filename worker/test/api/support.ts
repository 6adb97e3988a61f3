import type { App } from '../../src/api/app'
import { restApi } from '../../src/api/server'
import type { ObjectStore } from '../../src/catalog/store'
import { lakeOver, OBJECTS } from '../lake'
import { memoryStore } from '../memoryStore'

/** The API over a store. */
export function apiOver(store: ObjectStore = memoryStore(OBJECTS), app: Partial<App> = {}) {
  const api = restApi({ lake: lakeOver(store), budgets: {}, queries: 'here', ...app })
  return {
    request: async (path: string, init?: RequestInit) =>
      api.fetch(new Request(new URL(path, 'https://data.example'), init)),
    async json<T>(path: string, init?: RequestInit): Promise<T> {
      return (await (await this.request(path, init)).json()) as T
    },
  }
}

/** What every error looks like. */
export interface ErrorBody {
  error: { code: string; message: string; advice: string } & Record<string, unknown>
}
