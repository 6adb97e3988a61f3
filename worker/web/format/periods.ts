import type { Stretch } from '../../src/catalog/follow'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

interface Span {
  start: string
  end: string
  kind: string
}

/** A period as people write it: Mar 2025, 2024-25, Apr–Jun 2024, 3–9 Feb 2025. */
export function period({ start, end, kind }: Span): string {
  if (start === end) return day(start)
  if (kind === 'month' && start.slice(0, 7) === end.slice(0, 7)) return month(start)
  const financial = start.endsWith('-04-01') && end === `${Number(start.slice(0, 4)) + 1}-03-31`
  if (financial) return `${start.slice(0, 4)}-${end.slice(2, 4)}`
  if (start.endsWith('-01-01') && end === `${start.slice(0, 4)}-12-31`) return start.slice(0, 4)
  if (start.endsWith('-01') && endsItsMonth(end)) return between(month(start), month(end))
  return between(day(start), day(end))
}

/** From the first day of one to the last day of another. */
export function range(first: string, last: string): string {
  const whole = first.endsWith('-01') && endsItsMonth(last)
  return whole ? between(month(first), month(last)) : between(day(first), day(last))
}

function between(from: string, to: string): string {
  if (from === to) return from
  const a = from.split(' ')
  const b = to.split(' ')
  while (a.length > 1 && a.at(-1) === b.at(-1)) {
    a.pop()
    b.pop()
  }
  const common = from.split(' ').slice(a.length).join(' ')
  const dash = a.length > 1 || b.length > 1 ? ' – ' : '–'
  return `${a.join(' ')}${dash}${b.join(' ')}${common && ` ${common}`}`
}

function month(date: string): string {
  return `${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`
}

/** 5 Jan 2025 */
export function day(date: string): string {
  return `${Number(date.slice(8, 10))} ${month(date)}`
}

function endsItsMonth(date: string): boolean {
  const next = new Date(`${date}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCDate() === 1
}

/** A period in days since 1970. */
export function stretchOf({ start, end, kind }: Span): Stretch {
  return { start: dayNumber(start), end: dayNumber(end), kind }
}

/** Days since 1970, for drawing. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / 86_400_000)
}
