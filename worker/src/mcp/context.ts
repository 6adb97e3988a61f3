import type { Lake } from '../query/ask'

/** What a tool works with. A tool does not know how it was reached. */
export interface Context {
  lake: Lake
  /** Why no SQL is answered, if so. */
  unasked?: string | undefined
  signal?: AbortSignal
  /** Where the REST API is, for addresses in answers. */
  base?: string
}
