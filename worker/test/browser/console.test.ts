import { readdirSync } from 'node:fs'
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { Answer, JsonValue } from '../../src/query/answer'
import type { Reply, Request } from '../../web/ask/messages'
import { hashOf } from '../../web/ask/share'
import { LAKE } from '../query/folderStore'
import { askNative, nativeOver } from '../query/native'
import { QUESTIONS } from '../query/questions'
import { CHROMIUM } from './chromium'
import { NEWEST, useBrowser } from './visit'

const SQL = `SELECT org_name, attendances_type_1
FROM ae_provider
WHERE period_start = DATE '2025-05-01'
ORDER BY 2 DESC, 1
LIMIT 4`

describe.skipIf(!CHROMIUM)('the SQL console', () => {
  const visit = useBrowser()
  let native: DuckDBConnection
  beforeAll(async () => {
    native = await nativeOver(LAKE)
  })

  it('answers in the browser, and again for anyone who opens the shared address', async () => {
    const { page, wrongs } = await visit('/sql')
    await write(page, SQL)
    await page.keyboard.press('Control+Enter')
    const { rows } = await askNative(native, SQL)
    await expect.poll(() => cells(page)).toEqual(rows)

    const again = await visit(page.url().slice(inject('url').length))
    await expect.poll(() => cells(again.page)).toEqual(rows)
    expect(await again.page.locator('.cost').innerText()).toMatch(/4 rows.* read.*version \d+.*in your browser/s)
    expect([...wrongs, ...again.wrongs]).toEqual([])
  })

  it('asks what the public saw, as the address says and the field shows', async () => {
    const sql = "SELECT 'rows' AS what, count(*) AS n FROM ae_provider"
    const { page, wrongs } = await visit(`/sql?sql=${encodeURIComponent(sql)}&as_of=2020-01-01`)
    await page.getByRole('alert').getByText('was published here by').waitFor()
    expect(await page.getByLabel('As of').inputValue()).toBe('2020-01-01')

    await page.getByLabel('As of').fill(new Date().toISOString().slice(0, 10))
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect.poll(() => cells(page)).toEqual([['rows', 35]])
    expect(page.url()).toContain('as_of=')
    expect(wrongs).toEqual([])
  })

  it('completes the names of tables and columns, and keeps a history', async () => {
    const { page, wrongs } = await visit(`/sql${hashOf('SELECT 1 AS one')}`)
    await page.getByRole('cell', { name: '1', exact: true }).waitFor()
    await write(page, 'SELECT org_name FROM')
    await page.keyboard.type(' ae_p')
    await page.getByRole('option', { name: 'ae_provider', exact: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type(' WHERE ae_provider.attend')
    await page
      .getByRole('option', { name: /attendances_type_1/ })
      .first()
      .waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('tab', { name: 'History' }).click()
    expect(await page.getByTitle('Run it again').first().innerText()).toContain('SELECT 1 AS one')
    expect(wrongs).toEqual([])
  })

  it('gives the result as a chart, with a receipt, and as files', async () => {
    const { page, wrongs } = await visit(`/sql${hashOf(SQL, NEWEST)}`)
    await page.getByRole('tab', { name: 'Chart' }).click()
    expect(await page.locator('.bars li').count()).toBe(4)
    await page.getByRole('tab', { name: 'Receipt' }).click()
    expect(await page.locator('.receipt').innerText()).toContain('Monthly-AE-May-25-CSV.csv')

    const { rows } = await askNative(native, SQL)
    expect(await saved(page, 'Download as CSV', 'read_csv')).toEqual(rows)
    expect(await saved(page, 'Download as Parquet', 'read_parquet')).toEqual(rows)
    expect(wrongs).toEqual([])
  })

  it('draws no answer that lacks rows, and says so', async () => {
    const sql = 'SELECT a.org_name, b.remaining FROM discharge_daily_remaining a, discharge_daily_remaining b'
    const { page, wrongs } = await visit(`/sql${hashOf(sql)}`)
    await page.getByRole('tab', { name: 'Chart' }).click()

    const chart = page.getByRole('tabpanel', { name: 'Chart' })
    expect(await chart.innerText()).toContain('Only the first 10,000 are here')
    expect(await chart.locator('.bars, .lines').count()).toBe(0)
    expect(wrongs).toEqual([])
  })

  it('says what is wrong with a statement, and runs on the server when asked to', async () => {
    const { page, wrongs } = await visit(`/sql${hashOf('SELECT nothing FROM ae_provider')}`)
    expect(await page.getByRole('alert').innerText()).toMatch(/nothing.*not found/s)

    await page.getByRole('combobox', { name: 'Where to run' }).selectOption('server')
    await write(page, SQL)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    await expect.poll(async () => cells(page)).toEqual((await askNative(native, SQL)).rows)
    expect(await page.locator('.cost').innerText()).toContain('on the server')
    expect(wrongs).toEqual([])
  })

  it('answers every question as native DuckDB does', async () => {
    const { page } = await visit('/')
    const ours = await inEngine(page, QUESTIONS)

    for (const [i, sql] of QUESTIONS.entries()) {
      expect(ours[i], sql).toEqual((await askNative(native, sql)).rows)
    }
  })
})

async function write(page: Page, sql: string): Promise<void> {
  await page.getByRole('textbox', { name: 'SQL' }).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(sql)
}

/** What the table of the result shows, as values. */
async function cells(page: Page): Promise<JsonValue[][]> {
  const rows = await page.locator('.result tbody tr').all()
  return Promise.all(
    rows.map(async (row) => {
      const [name = '', figure = ''] = await row.locator('td').allTextContents()
      return [name, Number(figure.replaceAll(',', ''))]
    }),
  )
}

/** A file that the page hands over, as native DuckDB reads it. */
async function saved(page: Page, button: string, reader: string): Promise<JsonValue[][]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ])
  const fresh = await (await DuckDBInstance.create(':memory:')).connect()
  return (await askNative(fresh, `SELECT * FROM ${reader}('${await download.path()}')`)).rows
}

/** Asks the engine as the page does, without its table between. */
async function inEngine(page: Page, questions: readonly string[]): Promise<Answer['rows'][]> {
  const [script, wasm] = ['engine.worker-', 'duckdb-eh-'].map((start) => {
    return `/assets/${readdirSync('dist/assets').find((name) => name.startsWith(start) && !name.endsWith('.txt'))}`
  })
  const ask = async ({
    address,
    questions,
    version,
  }: {
    address: string
    questions: readonly string[]
    version: number
  }) => {
    const engine = new Worker(address, { type: 'module' })
    const answers: Answer['rows'][] = []
    for (const [id, sql] of questions.entries()) {
      const reply = await new Promise<Reply>((resolve) => {
        engine.onmessage = ({ data }) => resolve(data as Reply)
        engine.postMessage({ id, kind: 'ask', sql, version } satisfies Request)
      })
      if (reply.kind !== 'answer') throw new Error(`${sql}: ${JSON.stringify(reply)}`)
      answers.push(reply.answer.rows)
    }
    return answers
  }
  return page.evaluate(ask, { address: `${script}#${wasm}`, questions, version: NEWEST })
}
