import { expect, it } from 'vitest'
import * as z from 'zod'
import { INSTRUCTIONS, TOOLS } from '../../src/mcp/tools'
import { MOST_PADDING, MOST_WILDCARDS } from '../../src/query/endless'
import { ALLOWED, REFUSED, REFUSED_BEGINNINGS, WORDS } from '../../src/query/functions'
import { MOST, READS, VERBS } from '../../src/query/guard'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { lakeOver } from '../lake'
import { QUESTIONS } from '../query/questions'
import { VERDICTS } from './stdioStatements'
import { clientOf } from './support'

/* `datawarp mcp` reads these files: an agent reads the same texts and may ask the same over HTTP and over standard input. */

const ASK = '../../../ask/src'

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`
const sorted = (names: ReadonlySet<string>) => [...names].sort()

it('tools are described in the same words by datawarp mcp; npx vitest -u when they changed', async () => {
  const tools = TOOLS.map(({ name, title, description, input }) => ({
    name,
    title,
    description,
    inputSchema: z.toJSONSchema(input, { io: 'input' }),
  }))

  await expect(json({ instructions: INSTRUCTIONS, tools })).toMatchFileSnapshot(
    `${ASK}/main/resources/org/datawarp/ask/mcp/tools.json`,
  )
})

it('statements may have the same functions and sizes in datawarp mcp; npx vitest -u when they changed', async () => {
  const rules = {
    sqlBytes: PUBLIC_LIMITS.sqlBytes,
    most: { ...MOST, wildcards: MOST_WILDCARDS, padding: MOST_PADDING },
    verbs: VERBS,
    reads: sorted(READS),
    allowed: sorted(ALLOWED),
    words: sorted(WORDS),
    refused: sorted(REFUSED),
    refusedBeginnings: REFUSED_BEGINNINGS,
  }

  await expect(json(rules)).toMatchFileSnapshot(`${ASK}/main/resources/org/datawarp/ask/mcp/guard/rules.json`)
})

it('statements have verdicts that datawarp mcp is held to; npx vitest -u when they changed', async () => {
  const lines = VERDICTS.map((verdict) => JSON.stringify(verdict)).join(',\n')

  await expect(`[\n${lines}\n]\n`).toMatchFileSnapshot(`${ASK}/test/resources/org/datawarp/ask/mcp/guard/verdicts.json`)
  expect(VERDICTS.filter(({ kind, refusal }) => kind === 'innocent' && refusal !== null)).toEqual([])
})

/** With levels and without, wide and narrow, of several kinds of periods. */
const DESCRIBED = [
  'ae_provider',
  'discharge_daily_remaining',
  'gp_registered_patients',
  'imd_lsoa',
  'mhsds_four_week_waits',
  'rtt_pathways',
]

it('datasets are described as datawarp mcp has to describe them; npx vitest -u when that changed', async () => {
  const client = clientOf(lakeOver())
  const described: Record<string, string[]> = {}
  for (const dataset of DESCRIBED) {
    const { text } = await client.call('describe_dataset', { dataset })
    described[dataset] = text.replaceAll(/untrusted-data-[0-9a-f-]+/g, 'untrusted-data').split('\n')
  }

  await expect(json(described)).toMatchFileSnapshot(`${ASK}/test/resources/org/datawarp/ask/mcp/described.json`)
}, 120_000)

/** The rows of a table as an agent sees them; engines name columns without a name in their own ways. */
function rowsIn(text: string): string[] {
  return text
    .replace(/^[^]*?<untrusted-data-[^>]*>\n[^\n]*\n?/, '')
    .replace(/(^|\n)<\/untrusted-data-[^]*$/, '')
    .split('\n')
}

it('statements are answered as datawarp mcp has to answer them; npx vitest -u when that changed', async () => {
  const client = clientOf(lakeOver())
  const answers: string[] = []
  for (const sql of QUESTIONS) {
    const { text } = await client.call('query', { sql, rows: 10 })
    answers.push(JSON.stringify({ sql, rows: rowsIn(text) }))
  }

  await expect(`[\n${answers.join(',\n')}\n]\n`).toMatchFileSnapshot(
    `${ASK}/test/resources/org/datawarp/ask/mcp/answered.json`,
  )
}, 300_000)
