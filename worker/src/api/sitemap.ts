import { Hono } from 'hono'
import { type App, inForce, originOf } from './app'
import { notModified } from './version'

/** `GET /sitemap.xml`: the pages that search engines may show, with when each dataset changed last. */
export function sitemap(app: App) {
  return new Hono().get('/sitemap.xml', async (c) => {
    const catalog = await inForce(app)
    const known = notModified(c, app, catalog.version)
    if (known) return known
    const pages = [
      ...['/', '/changes', '/status', '/sql'].map((path) => ({ path, changed: '' })),
      ...catalog.datasets.map(({ dataset, changed_at }) => ({
        path: `/datasets/${dataset}`,
        changed: `<lastmod>${changed_at.toISOString()}</lastmod>`,
      })),
    ]
    const urls = pages.map(({ path, changed }) => `  <url><loc>${originOf(c)}${path}</loc>${changed}</url>\n`)
    c.header('content-type', 'application/xml; charset=utf-8')
    return c.body(`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.join('')}</urlset>
`)
  })
}
