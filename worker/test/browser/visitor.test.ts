import type { DuckDBConnection } from '@duckdb/node-api'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { LAKE } from '../query/folderStore'
import { askNative, nativeOver } from '../query/native'
import { hashOf } from '../../web/ask/share'
import { CHROMIUM } from './chromium'
import { NEWEST, putInForce, useBrowser } from './visit'

/** What people come for, with the Worker on workerd and the page in Chromium. */
describe.skipIf(!CHROMIUM)('a visitor', () => {
  const visit = useBrowser()
  let native: DuckDBConnection
  beforeAll(async () => {
    native = await nativeOver(LAKE)
  })

  it('finds a dataset by the name of a column, and opens it', async () => {
    const { page, wrongs } = await visit('/')
    await page.getByRole('searchbox').fill('imd_decile')

    await expect
      .poll(() => page.locator('.row .title').allTextContents())
      .toEqual(['Index of Multiple Deprivation by small area'])
    await page.getByRole('link', { name: 'Index of Multiple Deprivation by small area' }).click()
    await page.getByRole('heading', { level: 1, name: 'Index of Multiple Deprivation by small area' }).waitFor()

    expect(new URL(page.url()).pathname).toBe('/datasets/imd_lsoa')
    expect(await page.getByRole('main').evaluate((main) => main === document.activeElement)).toBe(true)
    expect(wrongs).toEqual([])
  })

  it('filters and sorts rows, and shares them by their address', async () => {
    const { page, wrongs } = await visit('/datasets/ae_provider')
    await page.getByRole('combobox', { name: 'Period' }).selectOption('')
    await page.getByLabel(/Find in/).fill('hospital')
    await page.locator('#rows').getByRole('button', { name: 'attendances_type_1', exact: true }).click()
    const expected = await askNative(
      native,
      "SELECT attendances_type_1 FROM ae_provider WHERE org_name ILIKE '%hospital%' ORDER BY 1 DESC NULLS LAST LIMIT 5",
    )
    const firstFigures = async (of: Page) =>
      (await of.locator('td[data-column=attendances_type_1]').allTextContents()).slice(0, 5).map(numberOf)

    await expect.poll(() => firstFigures(page)).toEqual(expected.rows.flat())
    const again = await visit(page.url().slice(inject('url').length))
    await expect.poll(() => firstFigures(again.page)).toEqual(expected.rows.flat())
    await again.page.locator('#rows').getByRole('link', { name: 'In SQL' }).click()
    const all = (await askNative(native, "SELECT count(*) FROM ae_provider WHERE org_name ILIKE '%hospital%'")).rows
    await expect.poll(() => again.page.locator('.result tbody tr').count()).toBe(all[0]![0])
    expect([...wrongs, ...again.wrongs]).toEqual([])
  })

  it('is led from a figure to the release, file, sheet, heading and row that it was published in', async () => {
    const { rows } = await askNative(
      native,
      "SELECT org_code, _release, _file, _sheet, _row FROM ae_provider WHERE period_start = DATE '2025-05-01' LIMIT 1",
    )
    const [code, ...origin] = rows[0]!
    const { page, wrongs } = await visit(
      `/datasets/ae_provider?filter=org_code:eq:${code}&filter=period_start:eq:2025-05-01`,
    )
    await page.locator('td[data-column=attendances_type_1]').first().click()
    const trail = page.getByRole('dialog')

    for (const step of origin) await expect.poll(() => trail.innerText()).toContain(String(step))
    expect(await trail.innerText()).toContain('A&E attendances Type 1')
    expect(await trail.getByRole('link', { name: 'Monthly-AE-May-25-CSV.csv' }).getAttribute('href')).toMatch(/^http/)
    await page.keyboard.press('Escape')
    await trail.waitFor({ state: 'hidden' })
    expect(wrongs).toEqual([])
  })

  it('sees the stages of the release that is named beside them', async () => {
    const { page, wrongs } = await visit('/datasets/ae_provider')
    const stages = await page.locator('.stages').innerText()

    expect(stages).toContain('Release 2025-04 version 8')
    expect(stages).toContain('It arrived last; the release of the latest period is 2025-05.')
    expect(wrongs).toEqual([])
  })

  it('sees a chart that suggests itself, and the same figures as a table', async () => {
    const { page, wrongs } = await visit('/datasets/ae_provider')
    const chart = page.locator('#chart')
    await chart.getByRole('img', { name: /Line chart/ }).waitFor()
    await chart.getByRole('button', { name: 'Newest, ranked' }).click()
    const { rows } = await askNative(
      native,
      "SELECT org_name, attendances_type_1 FROM ae_provider WHERE period_start = DATE '2025-05-01' ORDER BY 2 DESC, org_code LIMIT 3",
    )

    const first = rows.map(([name, value]) => [name, Number(value)])
    await expect.poll(async () => (await bars(page)).slice(0, 3)).toEqual(first)
    await chart.getByRole('button', { name: 'Show as a table' }).click()
    expect(await chart.locator('tbody tr').count()).toBe((await askNative(native, ROWS_OF_MAY)).rows.length)
    expect(wrongs).toEqual([])
  })

  it('draws the lines of the organisations that they choose', async () => {
    const { page, wrongs } = await visit('/datasets/ae_provider')
    const chart = page.locator('#chart')
    await chart.getByLabel(/Draw these/).fill('fernholt')
    await chart.getByRole('list', { name: 'Found' }).getByRole('button').first().click()

    await expect.poll(() => chart.locator('.names text').count()).toBe(1)
    expect(await chart.locator('.names text title').textContent()).toMatch(/fernholt/i)
    expect(wrongs).toEqual([])
  })

  it('sees a daily series to its last day, however few rows the server gives at once', async () => {
    const { page, wrongs } = await visit('/changes')
    const versions = new Set<string | null>()
    await page.route(/\/api\/query/, (route) => {
      const url = new URL(route.request().url())
      versions.add(url.searchParams.get('version'))
      url.searchParams.set('limit', '100')
      return route.continue({ url: url.href })
    })
    await page.evaluate(
      () =>
        history.pushState(null, '', '/datasets/discharge_daily_remaining') ??
        dispatchEvent(new PopStateEvent('popstate')),
    )
    const chart = page.locator('#chart')
    await chart.getByRole('img', { name: /Line chart/ }).press('ArrowLeft')

    expect(await chart.locator('figcaption').innerText()).toContain('the 6 highest of 31 Dec 2022')
    expect(await chart.locator('.readout strong').innerText()).toBe('31 Dec 2022')
    expect(await chart.locator('.readout').innerText()).not.toContain('no figure')
    expect([...versions]).toEqual([String(NEWEST)])
    expect(wrongs).toEqual([])
  })

  it('watches a commit appear', async () => {
    putInForce(NEWEST - 1)
    const { page, wrongs } = await visit('/changes')
    await page.getByText(`Version ${NEWEST - 1}`, { exact: true }).waitFor()
    expect(await page.getByText(`Version ${NEWEST}`, { exact: true }).count()).toBe(0)

    putInForce(NEWEST)

    await page.locator('.versions').getByText(`Version ${NEWEST}`, { exact: true }).waitFor()
    expect(await page.locator('.versions > li').first().innerText()).toContain('1 corrected')
    await page
      .getByRole('status')
      .filter({ hasText: `Version ${NEWEST}` })
      .waitFor()
    expect(wrongs).toEqual([])
  })

  it('is served where the server leaves SQL to the browser', async () => {
    const { page, wrongs } = await visit('/changes')
    await page.route(/\/api\/(query|datasets\/\w+\/rows)/, (route) => {
      const sql = new URL(route.request().url()).searchParams.get('sql') ?? 'SELECT * FROM ods_trust LIMIT 51'
      const url = `${inject('url')}/sql?${new URLSearchParams({ sql })}`
      const error = { code: 'query_in_browser', message: 'SQL is not answered by this server', advice: '', url }
      return route.fulfill({ status: 501, json: { error } })
    })
    await page.evaluate(
      () => history.pushState(null, '', '/datasets/ods_trust') ?? dispatchEvent(new PopStateEvent('popstate')),
    )

    await page.locator('td[data-column=org_code]').first().waitFor()
    expect(await page.locator('#rows').getByRole('status').first().innerText()).toContain('Rows 1 to 29')
    expect(wrongs).toEqual([])
  })

  it('takes nothing in a cell or a name for markup', async () => {
    const sql = `SELECT '<img src=x onerror="document.title=1">' AS "<b>name</b>", '\u202Egnp' AS bidi, '=1+1' AS formula`
    const { page, wrongs } = await visit(`/sql${hashOf(sql)}`)

    await page.getByRole('cell', { name: '<img src=x onerror="document.title=1">' }).waitFor()
    expect(await page.locator('.result img, .result b').count()).toBe(0)
    expect(await page.title()).toBe('SQL · DataWarp')
    expect(wrongs).toEqual([])
  })

  async function bars(page: Page): Promise<[string, number][]> {
    const lines = await page.locator('#chart .bars li').all()
    return Promise.all(
      lines.map(async (line) => {
        const [name, value] = [await line.locator('.name').textContent(), await line.locator('.num').textContent()]
        return [name ?? '', numberOf(value ?? '')] as [string, number]
      }),
    )
  }
})

const ROWS_OF_MAY =
  "SELECT 1 FROM ae_provider WHERE period_start = DATE '2025-05-01' AND attendances_type_1 IS NOT NULL LIMIT 20"

function numberOf(text: string): number | null {
  return text === '–' ? null : Number(text.replaceAll(',', ''))
}
