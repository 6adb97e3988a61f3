import type { Dataset } from '../catalog/catalog'
import { day } from '../catalog/describe'
import { quoted } from './text'
import { AskError } from './error'

/** A time up to which something is known, to the microsecond: what databases keep. */
export interface AsOf {
  /** Since 1970, in UTC. */
  micros: bigint
  /** `2025-06-30T23:59:59.999999Z`. */
  text: string
}

const EXPECTED = 'expected a day such as 2025-06-30, or a time with its zone, such as 2025-06-30T12:00:00Z'

const DAY = /^\d{4}-\d{2}-\d{2}$/
const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})$/i

const DAY_MICROS = 86_400_000_000n
const DAY_MILLIS = 86_400_000

/**
 * The end of a day in UTC, or the time itself.
 *
 * @throws AskError when it is neither, or when it is in the future
 */
export function asOfFrom(text: string, now = Date.now()): AsOf {
  const at = timeFrom(text, 'as_of').micros
  // The reader's calendar may be a day ahead of UTC.
  const begins = DAY.test(text) ? at - DAY_MICROS : at
  if (begins > BigInt(now + DAY_MILLIS) * 1000n) {
    throw refused(
      'as_of_in_future',
      `Nobody has seen yet what will be published by ${quoted(text)}`,
      'Leave as_of out for what is published now.',
    )
  }
  return asOfAt(at)
}

/** The end of a day in UTC, or the time itself. @throws AskError when it is neither */
export function timeFrom(text: string, parameter: string): AsOf {
  const at = parsed(text)
  if (at !== undefined) return asOfAt(at)
  const code = parameter === 'as_of' ? 'as_of_invalid' : 'value_invalid'
  throw refused(code, `Cannot read ${quoted(text)} as ${parameter}: ${EXPECTED}`, `Or leave ${parameter} out.`)
}

/** The first moment of a day in UTC, or the time itself. @throws AskError when it is neither */
export function startFrom(text: string, parameter: string): AsOf {
  const at = timeFrom(text, parameter)
  return DAY.test(text) ? asOfAt(at.micros - DAY_MICROS + 1n) : at
}

export function asOfAt(micros: bigint): AsOf {
  const millis = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n)
  const rest = micros - millis * 1000n
  return { micros, text: `${new Date(Number(millis)).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z` }
}

function parsed(text: string): bigint | undefined {
  if (DAY.test(text)) {
    const start = microsOf(text, '', 'Z')
    return start === undefined ? undefined : start + DAY_MICROS - 1n
  }
  // A + that was not escaped arrives as a space.
  const [, time = '', fraction = '', zone = ''] = TIME.exec(text.replace(/ (?=\d{2}:\d{2}$)/, '+')) ?? []
  return time ? microsOf(time.toUpperCase(), fraction, zone.toUpperCase()) : undefined
}

function microsOf(time: string, fraction: string, zone: string): bigint | undefined {
  const date = time.slice(0, 10)
  const millis = Date.parse(time.length === 10 ? time : time + zone)
  // JavaScript takes 30 February for 2 March.
  const real = Date.parse(date)
  if (Number.isNaN(millis) || Number.isNaN(real) || day(new Date(real)) !== date) return undefined
  return BigInt(millis) * 1000n + BigInt(fraction.padEnd(6, '0').slice(0, 6) || '0')
}

/**
 * Refuses a time before anything was published of all that is asked: an empty answer would be taken for one about the
 * world.
 *
 * @param datasets those that are asked
 */
export function checkPublishedBy(at: AsOf, datasets: Dataset[]): void {
  const begins = datasets.map((dataset) => ({ dataset, since: knownSince(dataset) }))
  if (begins.length === 0 || begins.some(({ since }) => since === undefined || since.getTime() <= millisOf(at))) return
  const names = begins.map(({ dataset, since }) => `${dataset.dataset} since ${(since as Date).toISOString()}`)
  throw refused(
    'nothing_published_then',
    `Nothing of what is asked was published here by ${at.text}`,
    `What the public saw is known of ${names.slice(0, 5).join(', ')}.`,
    404,
  )
}

/**
 * Before this, nothing of a dataset can have been published here; nothing when the catalogue does not say. A release that
 * was issued again still names the files from before.
 */
export function knownSince({ releases }: Dataset): Date | undefined {
  const times = releases.flatMap(({ committed_at, files, earlier_files }) => [
    committed_at,
    ...[...files, ...(earlier_files ?? [])].map((file) => file.fetched_at),
  ])
  return times.reduce<Date | undefined>((first, time) => (!first || time < first ? time : first), undefined)
}

/** Rounded down, as times of the catalogue are. */
export function millisOf({ micros }: AsOf): number {
  return Number(micros / 1000n)
}

function refused(
  code: 'as_of_invalid' | 'as_of_in_future' | 'nothing_published_then' | 'value_invalid',
  message: string,
  advice: string,
  status: 400 | 404 = 400,
): AskError {
  return new AskError(status, code, message, advice)
}
