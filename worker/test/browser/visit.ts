import { cpSync, readdirSync, renameSync } from 'node:fs'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { LAKE } from '../query/folderStore'
import { CHROMIUM } from './chromium'

/** The newest version of the catalogue in the bucket. */
export const NEWEST = Math.max(...readdirSync(`${LAKE}/datasets/catalog`).map((name) => Number.parseInt(name)))

export interface Visit {
  page: Page
  /** What was asked of other servers, errors of scripts, and what the policy refused. */
  wrongs: string[]
}

/** A browser for the tests of a file, and a way to look at a page in a profile of its own. */
export function useBrowser(): (path: string, options?: BrowserContextOptions) => Promise<Visit> {
  let browser: Browser
  beforeAll(async () => {
    // Containers often run as root, where Chromium's own sandbox does not start.
    browser = await chromium.launch({ executablePath: CHROMIUM!, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())
  return async (path, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
    const page = await context.newPage()
    const wrongs = watch(page)
    await page.goto(inject('url') + path)
    return { page, wrongs }
  }
}

function watch(page: Page): string[] {
  const wrongs: string[] = []
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== inject('url') && protocol.startsWith('http')) wrongs.push(`asked ${request.url()}`)
  })
  page.on('pageerror', (error) => wrongs.push(error.message))
  page.on('console', (message) => {
    // A status is no fault of the page: it shows what the status means.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrongs.push(message.text())
  })
  return wrongs
}

/** Puts a version in force as the sink does: by one swap of the catalogue. */
export function putInForce(version: number): void {
  const datasets = `${inject('bucket')}/datasets`
  cpSync(`${datasets}/catalog/${version}.parquet`, `${datasets}/next.parquet`)
  renameSync(`${datasets}/next.parquet`, `${datasets}/catalog.parquet`)
}
