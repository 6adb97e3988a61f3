/*
 * Builds the page into `dist/`, which the Worker serves as static assets. Names carry a hash of the content, so browsers
 * keep them for ever; only index.html is asked for again. `--watch` builds again on every change.
 */
import { createHash } from 'node:crypto'
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'

const web = fileURLToPath(new URL('.', import.meta.url))
const dist = fileURLToPath(new URL('../dist/', import.meta.url))

const options = {
  absWorkingDir: web,
  entryPoints: ['main.tsx', 'styles/main.css', 'icon.svg'],
  outdir: `${dist}assets`,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  publicPath: '/assets/',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022', 'safari16.4'],
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.woff2': 'file', '.svg': 'copy' },
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
}

async function build() {
  await rm(dist, { recursive: true, force: true })
  await mkdir(`${dist}assets`, { recursive: true })
  const { metafile } = await esbuild.build(options)
  const theme = await minified('theme.js')
  await writeFile(`${dist}index.html`, await page(namesOf(metafile), theme))
  await writeFile(`${dist}_headers`, headers(theme))
  await cp(`${web}robots.txt`, `${dist}robots.txt`)
}

async function minified(file) {
  const { code } = await esbuild.transform(await readFile(web + file, 'utf8'), { minify: true })
  return code.trim()
}

/** The address of each thing that the page names, by what it is. */
function namesOf({ outputs }) {
  const address = (test) => `/assets/${basename(Object.keys(outputs).find(test))}`
  const made = (source) => (path) => outputs[path].entryPoint === source
  return {
    script: address(made('main.tsx')),
    style: address((path) => path.endsWith('.css')),
    icon: address((path) => path.endsWith('.svg')),
    font: address((path) => /hyperlegible-next-latin-wght-normal/.test(path)),
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

/** Nothing from elsewhere is ever loaded, and the browser sees to it. Styles may be set by code, never scripts. */
function headers(theme) {
  const policy = [
    "default-src 'none'",
    `script-src 'self' 'wasm-unsafe-eval' 'sha256-${createHash('sha256').update(theme).digest('base64')}'`,
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
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
