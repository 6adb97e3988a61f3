import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { expect, it } from 'vitest'

const WORKER = fileURLToPath(new URL('..', import.meta.url))

const NO_CIRCLES: IForbiddenRuleType[] = [
  { name: 'no-circle-of-files', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no-circle-of-folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
]

const OPTIONS: ICruiseOptions = {
  // Imports of types count as well.
  tsPreCompilationDeps: true,
  doNotFollow: { path: 'node_modules' },
  enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs'] },
  ruleSet: { forbidden: NO_CIRCLES },
  validate: true,
  metrics: true,
}

/** Each circle once, as its files or folders in the order they import each other, the alphabetically first one first. */
async function circlesIn(baseDir: string, folders: string[]): Promise<{ circles: string[]; files: number }> {
  const { output } = await cruise(folders, { ...OPTIONS, baseDir })
  const { summary, modules } = output as ICruiseResult
  const circles = summary.violations.map(({ from, cycle = [] }) => around([from, ...cycle.map(({ name }) => name)]))
  return { circles: [...new Set(circles)].sort(), files: modules.length }
}

function around(names: string[]): string {
  const ring = [...new Set(names)]
  const first = ring.indexOf([...ring].sort()[0] as string)
  const turned = [...ring.slice(first), ...ring.slice(0, first)]
  return [...turned, turned[0]].join(' → ')
}

it('no file or folder imports what imports it, types included', async () => {
  const { circles, files } = await circlesIn(WORKER, ['src', 'web'])

  expect(files).toBeGreaterThan(150)
  expect(circles, `Move what both sides need to a file of its own:\n${circles.join('\n')}`).toEqual([])
}, 60_000)

it('a circle is named by its files', async () => {
  const folder = fileURLToPath(new URL('fixtures/circle', import.meta.url))

  expect((await circlesIn(folder, ['.'])).circles).toEqual(['one.ts → two.ts → three.ts → one.ts'])
}, 60_000)
