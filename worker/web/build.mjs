/*
 * Builds the page into `dist/`, which the Worker serves as static assets. Names carry a hash of the content, so browsers
 * keep them for ever; only index.html is asked for again. `--watch` builds again on every change.
 */
import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { prepareEngine } from '../tools/engine.mjs'

const web = path('.')
const dist = path('../dist/')
const modules = path('../node_modules/')

function path(relative) {
  return fileURLToPath(new URL(relative, import.meta.url))
}

const common = {
  absWorkingDir: web,
  outdir: `${dist}assets`,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets/',
  bundle: true,
  format: 'esm',
  target: ['es2022', 'safari16.4'],
  minify: true,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
}

async function build() {
  await mkdir(`${dist}assets`, { recursive: true })
  const engine = await buildEngine()
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: ['main.tsx', 'styles/main.css', 'icon.svg'],
    splitting: true,
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    define: { ENGINE_WORKER: JSON.stringify(engine.worker), ENGINE_WASM: JSON.stringify(engine.wasm) },
  })
  const theme = await minified('theme.js')
  await writeFile(`${dist}index.html`, await page(namesOf(metafile), theme))
  await writeFile(`${dist}_headers`, headers(theme))
  for (const file of ['robots.txt', 'llms.txt', 'favicon.ico']) await copyFile(web + file, dist + file)
  await copyDocs()
  await removeOthers([...Object.keys(metafile.outputs), ...engine.outputs])
}

/** What an earlier build left. Last, so that a server that serves the folder always finds what it names. */
async function removeOthers(outputs) {
  const made = new Set(outputs.map((output) => basename(output)))
  for (const name of await readdir(`${dist}assets`)) {
    if (!made.has(name)) await rm(`${dist}assets/${name}`)
  }
}

/** The engine's thread and its WebAssembly; the page fetches them when somebody first asks in SQL. */
async function buildEngine() {
  prepareEngine()
  const { metafile } = await esbuild.build({
    ...common,
    entryPoints: ['ask/engine.worker.ts'],
    // In a branch for Node, which a browser never takes; the policy below would refuse it anyway.
    logOverride: { 'direct-eval': 'silent' },
  })
  const wasm = await readFile(`${modules}@duckdb/duckdb-wasm/dist/duckdb-eh.wasm`)
  const name = `duckdb-eh-${createHash('sha256').update(wasm).digest('hex').slice(0, 8)}.wasm`
  await writeFile(`${dist}assets/${name}`, wasm)
  return {
    worker: `/assets/${basename(outputOf(metafile, 'ask/engine.worker.ts'))}`,
    wasm: `/assets/${name}`,
    outputs: [...Object.keys(metafile.outputs), name],
  }
}

/** The viewer that `/docs` shows the description of the API in. */
async function copyDocs() {
  await mkdir(`${dist}docs`, { recursive: true })
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    await copyFile(`${modules}swagger-ui-dist/${file}`, `${dist}docs/${file}`)
  }
}

async function minified(file) {
  const { code } = await esbuild.transform(await readFile(web + file, 'utf8'), { minify: true })
  return code.trim()
}

function outputOf({ outputs }, entry) {
  return Object.keys(outputs).find((output) => outputs[output].entryPoint === entry)
}

/** The address of each thing that the page names, by what it is. */
function namesOf(metafile) {
  const address = (output) => `/assets/${basename(output)}`
  const outputs = Object.keys(metafile.outputs)
  return {
    script: address(outputOf(metafile, 'main.tsx')),
    style: address(outputs.find((output) => output.endsWith('.css'))),
    icon: address(outputs.find((output) => output.endsWith('.svg'))),
    font: address(outputs.find((output) => /hyperlegible-next-latin-wght-normal/.test(output))),
  }
}

async function page(names, theme) {
  const html = await readFile(`${web}index.html`, 'utf8')
  const values = { ...names, theme }
  return html
    .replace(/%(\w+)%/g, (_, name) => values[name])
    .replace(/<script>\s+/, '<script>')
    .replace(/\s+<\/script>/, '</script>')
}

/**
 * Nothing from elsewhere is ever loaded, and the browser sees to it. The editor writes its styles by code, so styles may
 * stand in the page; scripts may not.
 */
function headers(theme) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(theme).digest('base64')}'`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
  return [
    '/*',
    `  Content-Security-Policy: ${policy}`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: no-referrer',
    '  Cross-Origin-Opener-Policy: same-origin',
    '  Permissions-Policy: camera=(), geolocation=(), microphone=()',
    '/assets/*',
    '  Cache-Control: public, max-age=31536000, immutable',
    '',
  ].join('\n')
}

await build()
if (process.argv.includes('--watch')) {
  const { watch } = await import('node:fs')
  let pending
  watch(web, { recursive: true }, () => {
    clearTimeout(pending)
    pending = setTimeout(() => build().catch((error) => console.error(error.message)), 100)
  })
}
