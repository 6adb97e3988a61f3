/** A stretch of time, in days since 1970; both inclusive. A moment starts and ends at the same time. */
export interface Stretch {
  start: number
  end: number
  /** As the catalogue has it: `day`, `month`, `snapshot`, ... */
  kind: string
}

/**
 * For each stretch, whether nothing is missing between it and what came before; the first follows nothing.
 *
 * @param stretches all of one kind that were published, in order
 * @param frequency how often there is a release, as the catalogue has it: `month`, `irregular`, ...
 */
export function follows(stretches: Stretch[], frequency?: string): boolean[] {
  const near =
    stretches.some(({ kind }) => kind === 'snapshot') || overlap(stretches) ? nextEnd(stretches, frequency) : adjoins
  let covered = -Infinity
  return stretches.map((next) => {
    const joined = covered > -Infinity && near(covered, next)
    covered = Math.max(covered, next.end)
    return joined
  })
}

/** As rolling quarters and years to date do. */
function overlap(stretches: Stretch[]): boolean {
  return stretches.slice(1).some(({ start }, i) => start < stretches[i]!.end)
}

/** A day's slack for what is longer than a few days: some publishers end a week on a Saturday. */
function adjoins(covered: number, { start, end }: Stretch): boolean {
  return start - covered <= (end - start >= 4 ? 2 : 1)
}

const DAYS: Record<string, number> = { day: 1, week: 7 }
const MONTHS: Record<string, number> = { month: 1, quarter: 3, year: 12 }

/**
 * Moments, and stretches that overlap, end as far apart as the two nearest of them, or as their releases are where those
 * come more often. One step between two shows no rhythm, unless it is the smallest.
 */
function nextEnd(stretches: Stretch[], frequency = ''): typeof adjoins {
  const ends = [...new Set(stretches.map(({ end }) => end))].sort((a, b) => a - b)
  const monthly = new Set(ends.map(monthOf)).size === ends.length && ends.every(Number.isInteger) && !DAYS[frequency]
  const time = monthly ? monthOf : (day: number) => day
  const steps = ends.slice(1).map((end, i) => time(end) - time(ends[i]!))
  const often = monthly ? MONTHS[frequency] : (DAYS[frequency] ?? 31 * (MONTHS[frequency] ?? Infinity))
  const step = Math.min(often ?? Infinity, steps.length > 1 ? Math.min(...steps) : Infinity)
  return (covered, { end }) => time(end) - time(covered) < 1.5 * (step === Infinity ? 1 : step)
}

function monthOf(day: number): number {
  const date = new Date(day * 86_400_000)
  return 12 * date.getUTCFullYear() + date.getUTCMonth()
}
