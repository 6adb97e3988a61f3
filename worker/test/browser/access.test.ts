import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { hashOf } from '../../web/ask/share'
import { CHROMIUM } from './chromium'
import { useBrowser } from './visit'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Every page and state, and what is there when it has loaded. */
const PAGES: [string, string, string][] = [
  ['the catalogue', '/', '.row .title'],
  ['a search without a find', '/?q=zzz', '.empty'],
  ['a dataset', '/datasets/ae_provider', '#chart svg'],
  ['what was revised in a dataset', '/datasets/ae_provider', '.revisions li'],
  ['a dataset with many columns', '/datasets/rtt_pathways', '#chart figure'],
  ['a dataset that is not there', '/datasets/nothing', 'h1'],
  [
    'the SQL console',
    `/sql${hashOf('SELECT org_name, patients FROM discharge_daily_remaining LIMIT 5')}`,
    '[role=alert]',
  ],
  ['a result', `/sql${hashOf('SELECT org_code, org_name FROM ods_trust LIMIT 5')}`, '.result td'],
  ['what changed', '/changes', '.versions li'],
  ['the state of publications', '/status', '.stages td'],
  ['an address that leads nowhere', '/nothing', 'h1'],
]

describe.skipIf(!CHROMIUM)('everybody can use', () => {
  const visit = useBrowser()

  it.each(PAGES)('%s, on a wide light screen and a narrow dark one', async (_, path, loaded) => {
    const { page } = await visit(path, { colorScheme: 'light' })
    await page.locator(loaded).first().waitFor()
    expect(await faults(page)).toEqual([])

    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await faults(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
  })

  it('the page by keyboard alone', async () => {
    const { page } = await visit('/')
    await page.locator('.row .title').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
  })

  type AxePage = Awaited<ReturnType<typeof visit>>['page']

  async function faults(page: AxePage): Promise<string[]> {
    await page.evaluate(AXE)
    const { violations } = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }),
    )
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
  }
})
