import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { follows } from '../../src/catalog/follow'

interface Case {
  what: string
  kind: string
  frequency: string
  periods: [string, string][]
  joined: boolean[]
}

/** `datawarp mcp` is held to the same cases. */
const FILE = new URL('../../../ask/src/test/resources/org/datawarp/ask/mcp/follows.json', import.meta.url)
const CASES = JSON.parse(readFileSync(FILE, 'utf8')) as Case[]

const dayOf = (text: string) => Date.parse(text) / 86_400_000

it.each(CASES)('finds what is missing in $what, as datawarp mcp does', ({ kind, frequency, periods, joined }) => {
  const stretches = periods.map(([start, end]) => ({ start: dayOf(start), end: dayOf(end), kind }))

  expect(follows(stretches, frequency)).toEqual(joined)
})
