import { describe, expect, it } from 'vitest'
import { CHROMIUM } from './chromium'
import { useBrowser } from './visit'

describe.skipIf(!CHROMIUM)('the status page', () => {
  const visit = useBrowser()

  it('says what is held and why, what is late, and how fresh each publication is', async () => {
    const { page, wrongs } = await visit('/')
    await page.getByRole('link', { name: 'Status', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Status' }).waitFor()
    const main = page.getByRole('main')

    await expect.poll(() => main.innerText()).toContain('1 release held back, 1 release late, 5 releases missing.')
    expect(await main.locator('.held').innerText()).toContain(
      'ae_provider: a published total is not the sum of its rows',
    )
    const overdue = await main.locator('.scroll').first().innerText()
    expect(overdue).toMatch(/since 8 May 2025.*\s+2025-04 to 2025-08\s+missing 5 releases\s+given/)
    expect(overdue).toMatch(/2025-10\s+late\s+given/)
    expect(await main.locator('.stages tbody tr').count()).toBe(2)
    expect(new URL(page.url()).pathname).toBe('/status')
    expect(wrongs).toEqual([])
  })

  it('offers no way to change anything', async () => {
    const { page } = await visit('/status')
    await page.locator('.stages td').first().waitFor()

    expect(await page.getByRole('main').locator('button, input, select, form').count()).toBe(0)
  })

  it('says when nothing was heard for long', async () => {
    const { page } = await visit('/status')

    await expect.poll(() => page.getByRole('main').innerText()).toContain('No report since')
  })

  it('says when there is no report', async () => {
    const { page } = await visit('/')
    const body = { error: { code: 'no_status', message: 'It is not published here', advice: 'Start it.' } }
    await page.route('**/api/status', (route) => route.fulfill({ status: 404, json: body }))
    await page.getByRole('link', { name: 'Status', exact: true }).click()

    await expect.poll(() => page.getByRole('main').innerText()).toMatch(/It is not published here\s+Start it\./)
  })
})
