/** What others sent, cut so that an error is never long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text)
}

/** The name that differs in the fewest places, if it is close at all. */
export function nearest(asked: string, known: string[]): string | undefined {
  if (asked.length > 80) return undefined
  const limit = Math.max(2, Math.floor(asked.length / 3))
  return known
    .map((name) => ({ name, distance: name.includes(asked) && asked.length > 2 ? 1 : distance(asked, name) }))
    .filter((candidate) => candidate.distance <= limit)
    .sort((a, b) => a.distance - b.distance)[0]?.name
}

/** Insertions, deletions and replacements between two short texts. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
