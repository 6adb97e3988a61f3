const RELATIVE = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' })
const FULL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
const DATE = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** 3 minutes ago, in 2 weeks: to the nearest, for what is due in 13 days is not due next week. */
export function ago(instant: string, now: number): string {
  const seconds = (Date.parse(instant) - now) / 1000
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size)
  return step ? RELATIVE.format(Math.round(seconds / step[1]), step[0]) : 'just now'
}

export const moment = (instant: string) => FULL.format(Date.parse(instant))
export const date = (instant: string) => DATE.format(Date.parse(instant))
export const clock = (instant: string) => CLOCK.format(Date.parse(instant))

/** How long something took: 0.4 s, 12 s, 3 min, 2 days. */
export function duration(millis: number): string {
  const seconds = millis / 1000
  if (seconds < 1) return `${Math.max(0, Math.round(millis))} ms`
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`
}
