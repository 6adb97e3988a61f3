/** Why a question has no answer. Stable: programs decide by it. */
export type AskErrorCode =
  | 'sql_empty'
  | 'sql_too_long'
  | 'sql_invalid'
  | 'sql_refused'
  | 'unknown_dataset'
  | 'unknown_column'
  | 'selection_invalid'
  | 'unknown_version'
  | 'version_gone'
  | 'as_of_invalid'
  | 'as_of_in_future'
  | 'nothing_published_then'
  | 'value_invalid'
  | 'too_many_bytes'
  | 'answer_too_large'
  | 'too_much_memory'
  | 'too_slow'
  | 'cancelled'
  | 'busy'
  | 'rate_limited'
  | 'ended'
  | 'nothing_published'
  | 'unreadable_part'

/** A question that has no answer, and what the person who asked it can do. */
export class AskError extends Error {
  override readonly name = 'AskError'

  /**
   * @param status of HTTP: 4xx when another question would do, 5xx when it is not the question
   * @param details what else a program may want: `known`, `limit`, `found`, `position`
   */
  constructor(
    readonly status: 400 | 404 | 410 | 413 | 422 | 429 | 499 | 502 | 503,
    readonly code: AskErrorCode,
    message: string,
    readonly advice: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
  }
}

export function answerTooLarge(limit: number): AskError {
  return new AskError(
    413,
    'answer_too_large',
    `The answer has more than ${limit} bytes`,
    'Name fewer columns, or add a LIMIT.',
    { limit },
  )
}

/** A part that the catalogue names is no longer in the store: `ask` tries the catalogue in force. */
export class PartGone extends Error {}
