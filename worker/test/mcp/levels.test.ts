import { beforeAll, describe, expect, it } from 'vitest'
import { CATALOG_KEY, parseCatalog } from '../../src/catalog/catalog'
import { MOST_TOKENS, tokensOf } from '../../src/mcp/text'
import { lakeOver, OBJECTS } from '../lake'
import { doorTo } from '../sql/door'
import { clientOf, lakeOf } from './support'

const client = clientOf(lakeOver())
const catalogue = () => parseCatalog(Uint8Array.from(OBJECTS[CATALOG_KEY] ?? []).buffer)

async function described(dataset: string, agent = client): Promise<string> {
  return (await agent.call('describe_dataset', { dataset })).text
}

/** The engine starts slowly on a machine under load. */
beforeAll(async () => void (await described('rtt_pathways')), 60_000)

const fenced = (text: string) => /<untrusted-data-([0-9a-f-]+)>\n([\s\S]*?)\n<\/untrusted-data-\1>/.exec(text)?.[2]
const minds = (text: string) => text.split('\n').filter((line) => line.startsWith('Mind: '))

describe('describe_dataset warns of levels', () => {
  it.each([
    ['rtt_pathways', 'whole: rows where treatment_function_code is "C_999" (Total)'],
    ['rtt_pathways', 'blank: total, unknown_clock_start in rows where part_type is Part_2, Part_2A, Part_3'],
    ['rtt_pathways', 'blank: weeks_00_01, weeks_01_02, weeks_02_03 and 102 more in rows where part_type is Part_3'],
    ['discharge_daily_remaining', 'whole: rows where org_name is "ENGLAND (Type 1 Trusts)"'],
    ['discharge_daily_remaining', 'whole: rows where org_code is blank (such as LONDON)'],
    ['mhsds_four_week_waits', 'whole: rows where breakdown is "England"'],
  ])('that the rows of %s have: %s', async (dataset, line) => {
    const text = await described(dataset)

    expect(fenced(text)?.split('\n')).toContain(line)
    expect(tokensOf(text)).toBeLessThanOrEqual(MOST_TOKENS)
  })

  it('in words of its own outside the fence, where no value is', async () => {
    const text = await described('rtt_pathways')
    const outside = text.replace(fenced(text)!, '')

    expect(minds(text)[0]).toContain('rows of a whole are beside rows of its parts in treatment_function_code')
    expect(minds(text)[1]).toContain('total, unknown_clock_start, weeks_00_01 and 104 more: blank')
    expect(outside).not.toMatch(/C_999|Part_2/)
  })

  it('by what adds up, when no name gives them away', async () => {
    const catalog = await catalogue()
    const rtt = catalog.datasets.find(({ dataset }) => dataset === 'rtt_pathways')!
    rtt.columns = rtt.columns.filter(({ name }) => name !== 'treatment_function_name')

    expect(fenced(await described('rtt_pathways', clientOf(lakeOf(catalog))))?.split('\n')).toContain(
      'whole: rows where treatment_function_code is "C_999"',
    )
  })

  it.each(['ae_provider', 'gp_registered_patients', 'imd_lsoa', 'discharge_missing_organisations'])(
    'never because the words of %s speak of them',
    async (dataset) => {
      const catalog = await catalogue()
      const found = catalog.datasets.find((each) => each.dataset === dataset)!
      found.description = 'One row for each region and one of the national total of England, at all levels.'
      const text = await described(dataset, clientOf(lakeOf(catalog)))

      expect(text).not.toMatch(/^(whole|blank): /m)
      expect(minds(text).join('\n')).not.toMatch(/level|whole|total/)
    },
  )

  it.each([
    ['SQL is left to browsers', { queries: 'browser' as const }],
    ['SQL cannot be reached', { sql: doorTo({ fetch: () => Promise.reject(new Error('no such host')) }) }],
  ])('as not looked for where %s, and describes all else', async (_, endpoint) => {
    const { text, failed } = await clientOf(lakeOver(), {}, endpoint).call('describe_dataset', {
      dataset: 'rtt_pathways',
    })

    expect(failed).toBe(false)
    expect(text).toContain('treatment_function_code')
    expect(minds(text)[0]).toContain('it was not possible to see whether rows of a whole are beside rows of its parts')
  })
})

describe('describe_dataset warns of gaps', () => {
  it('between periods of any kind, a missing month inside rolling years included', async () => {
    const catalog = await catalogue()
    const { parts } = catalog.datasets.find(({ dataset }) => dataset === 'ae_provider')!
    const year = (end: string) => ({
      start: new Date(Date.UTC(Number(end.slice(0, 4)) - 1, Number(end.slice(5, 7)), 1)),
      end: new Date(end),
      kind: 'range',
      rows: 1n,
    })
    parts[0]!.periods = ['2024-03-31', '2024-04-30', '2024-06-30'].map(year)
    const week = (start: string, end: string) => ({
      start: new Date(start),
      end: new Date(end),
      kind: 'week',
      rows: 1n,
    })
    parts[0]!.periods.push(week('2025-01-06', '2025-01-12'), week('2025-01-20', '2025-01-26'))
    const text = await described('ae_provider', clientOf(lakeOf(catalog), {}, { queries: 'browser' }))

    expect(text).toContain('it lacks periods between the ranges that end on 2024-04-30 and 2024-06-30')
    expect(text).toContain('between the weeks that end on 2025-01-12 and 2025-01-26')
  })
})
