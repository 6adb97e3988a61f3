import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mcpEndpoint } from '../../src/mcp/http'
import { lakeOver } from '../lake'
import { type Served, serve } from './served'

/* The protocol's own programs, over a port of this machine. They need Node 22, which the package brings. */

const worker = fileURLToPath(new URL('../..', import.meta.url))
const packages = `${worker}node_modules`
const node = existsSync(`${packages}/.bin/node`) ? `${packages}/.bin/node` : process.execPath
const CONFORMANCE = `${packages}/@modelcontextprotocol/conformance/dist/index.js`
const INSPECTOR = `${packages}/@modelcontextprotocol/inspector/clients/launcher/build/index.js`

let served: Served

beforeAll(async () => {
  served = await serve(mcpEndpoint({ lake: lakeOver(), budgets: {}, queries: 'here', hosts: [] }))
})

afterAll(() => served.close())

/** What a program prints, and how it ends. */
async function run(program: string, ...args: string[]): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await promisify(execFile)(node, [program, ...args], { cwd: worker, timeout: 60_000 })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: `${stdout}${stderr}` }
  }
}

describe('the conformance suite', () => {
  it.each(['2026-07-28', '2025-11-25'])(
    'finds nothing unexpected, asked as a client of %s',
    async (revision) => {
      const baseline = fileURLToPath(new URL(`conformance-${revision}.yml`, import.meta.url))
      const which = revision === '2026-07-28' ? ['--requirements', revision] : ['--spec-version', revision]
      const { code, output } = await run(
        ...[CONFORMANCE, 'server', '--url', `${served.url}/mcp`],
        ...[...which, '--expected-failures', baseline],
      )

      expect(code, output.slice(-3000)).toBe(0)
      expect(output).toMatch(/tools-list: [34] passed, 0 failed/)
      expect(output).toMatch(/dns-rebinding-protection: 2 passed, 0 failed/)
    },
    70_000,
  )
})

describe("the inspector's command line", () => {
  const inspect = (...args: string[]) => run(INSPECTOR, '--cli', `${served.url}/mcp`, '--transport', 'http', ...args)

  it('lists the tools', async () => {
    const { code, output } = await inspect('--method', 'tools/list')

    expect(code, output).toBe(0)
    for (const tool of ['find_datasets', 'describe_dataset', 'resolve_organisation', 'sample_rows', 'query', 'cite']) {
      expect(output).toContain(`"name": "${tool}"`)
    }
  }, 70_000)

  it('calls them', async () => {
    const calls = await Promise.all(
      CALLS.map(([tool, argument]) => inspect('--method', 'tools/call', '--tool-name', tool, '--tool-arg', argument)),
    )

    for (const [i, { code, output }] of calls.entries()) {
      expect(code, output).toBe(0)
      expect(output).toContain(CALLS[i]?.[2])
    }
  }, 70_000)
})

/** A tool, its argument, and what its answer must have. */
const CALLS: [string, string, string][] = [
  ['find_datasets', 'words=attendances', 'ae_provider'],
  ['query', 'sql=SELECT count(*) AS n FROM ae_provider', '35'],
  ['cite', 'dataset=ae_provider', 'Open Government Licence'],
]
