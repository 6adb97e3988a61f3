/*
 * Installs the packages of the lockfile, as npm ci does; does nothing where it has already done so for the same lockfile.
 *
 *   node tools/install.mjs
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const worker = fileURLToPath(new URL('..', import.meta.url))
/** In the folder that npm ci empties first, so that it never outlives what it is about. */
const installed = `${worker}node_modules/.installed`

/** What decides which packages are installed, and for which machine. */
const digest = createHash('sha256')
for (const file of ['package.json', 'package-lock.json', '.npmrc']) digest.update(readFileSync(worker + file))
const wanted = digest.update(`${process.platform} ${process.arch} ${process.version}`).digest('hex')

if (!existsSync(installed) || readFileSync(installed, 'utf8') !== wanted) {
  const npm = ['ci', '--ignore-scripts', '--no-audit', '--no-fund']
  const { status, error } = spawnSync('npm', npm, { cwd: worker, stdio: 'inherit' })
  if (error) console.error(`Cannot run npm: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
  writeFileSync(installed, wanted)
}
