import type { OpenAPIHono } from '@hono/zod-openapi'
import { Hono } from 'hono'

const ABOUT = `Published NHS statistics as tables: found, described, filtered, queried by SQL, and read as Parquet.

Every answer says which version of the catalogue it was made from. Errors have one shape: a stable \`code\`, a \`message\`,
and \`advice\` on what to do. Nothing needs a key; budgets are by address, and 429 says how long to wait.

Files are read in ranges at \`/files/{key}\`, with the keys that the catalogue names; agents ask at \`/mcp\`.`

/** `GET /openapi.json`, generated from the routes that there are by now, and the page at `/docs` that shows it. */
export function docs(api: OpenAPIHono, publicUrl = '/') {
  const info = { title: 'DataWarp', version: '1', description: ABOUT }
  const description = JSON.stringify(
    api.getOpenAPI31Document({ openapi: '3.1.0', info, servers: [{ url: publicUrl }] }),
  )
  return new Hono()
    .get('/openapi.json', (c) => {
      c.header('cache-control', 'public, max-age=300')
      return c.body(description, 200, { 'content-type': 'application/json' })
    })
    .get('/docs', (c) => {
      c.header('content-security-policy', POLICY)
      c.header('cache-control', 'public, max-age=300')
      return c.html(PAGE)
    })
    .get('/docs/start.js', (c) => c.body(START, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
}

/** The page may read this server and nothing else. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The viewer is one of the static assets, beside the page of the catalogue. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API of DataWarp</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<main id="api"></main>
<noscript>The description of the API is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ['get', 'post'],
})
`
