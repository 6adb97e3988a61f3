import type { Dataset } from '../../catalog/catalog'
import { AskError } from '../error'
import type { PartCache, Range, Reader } from './parts'
import type { Plan, Scan } from './plan'
import { chunksFor, partsFor } from './prune'
import type { Miss } from './runtime'
import type { OpenPart } from './tables'

/** Brings what one statement reads into memory: footers of the parts that matter, then chunks of columns, each once. */
export class Preparation {
  /** What each dataset's name means in this statement. */
  readonly opened = new Map<Dataset, OpenPart[]>()
  /** How many row groups the next miss brings along: few for a LIMIT, more when it turns out to read on. */
  private groupsAhead = 1

  constructor(
    private readonly cache: PartCache,
    private readonly reader: Reader,
    private readonly mostBytes: number,
    private readonly plan: Plan | undefined,
    private readonly taken: { scanned: number },
  ) {}

  async open(datasets: Dataset[]): Promise<void> {
    for (const dataset of datasets) {
      const scans = this.scansOf(dataset)
      const parts = scans.length > 0 ? partsFor(dataset, scans) : dataset.parts
      const opened = parts.map(async (part) => {
        const file = { key: part.key, size: Number(part.bytes) }
        return { file, groups: await this.cache.groupsOf(file, this.reader) }
      })
      this.opened.set(dataset, await Promise.all(opened))
    }
    if (!this.plan?.streams) await this.fetchPlanned()
  }

  /** The chunks that all scans read. The limit is checked before anything is read. */
  private async fetchPlanned(): Promise<void> {
    const wanted: [string, Range[]][] = []
    for (const [dataset, parts] of this.opened) {
      for (const { file, groups } of parts) {
        const ranges = this.scansOf(dataset).flatMap((scan) => chunksFor(dataset, groups, scan).flat())
        wanted.push([file.key, distinct(ranges)])
      }
    }
    for (const [, ranges] of wanted) this.account(ranges)
    for (const [key, ranges] of wanted) await this.cache.fetch(key, ranges, this.reader)
  }

  /** Brings bytes that an execution lacked, with the chunks of the same row group, and of some that follow. */
  async fetchMissing(miss: Miss): Promise<void> {
    const ranges = this.rangesAround(miss)
    this.account(ranges)
    await this.cache.fetch(miss.key, ranges, this.reader)
  }

  private rangesAround(miss: Miss): Range[] {
    const alone = { start: miss.offset, end: miss.offset + miss.length }
    for (const [dataset, parts] of this.opened) {
      const groups = parts.find((part) => part.file.key === miss.key)?.groups ?? []
      const index = groups.findIndex((group) => [...group.chunks.values()].some((chunk) => holds(chunk, miss.offset)))
      if (index < 0) continue
      const some = groups.slice(index, index + this.groupsAhead)
      this.groupsAhead *= 2
      const missed = [...(groups[index]?.chunks ?? [])].find(([, chunk]) => holds(chunk, miss.offset))?.[0]
      const scans = this.scansOf(dataset)
      const columns = new Set([...scans.flatMap((scan) => scan.columns), ...(missed ? [missed] : [])])
      return distinct([
        alone,
        ...some.flatMap((group) => [...columns].flatMap((column) => group.chunks.get(column) ?? [])),
      ])
    }
    return [alone]
  }

  private account(ranges: Range[]): void {
    this.taken.scanned += ranges.reduce((sum, { start, end }) => sum + end - start, 0)
    if (this.taken.scanned <= this.mostBytes) return
    throw new AskError(
      413,
      'too_many_bytes',
      `The statement reads ${this.taken.scanned} bytes or more, the limit is ${this.mostBytes}`,
      'Name fewer columns, or add a condition on period_start.',
      { limit: this.mostBytes, found: this.taken.scanned },
    )
  }

  private scansOf(dataset: Dataset): Scan[] {
    return this.plan?.scans.filter((scan) => scan.table === dataset.dataset.toLowerCase()) ?? []
  }

  /** The keys of the parts that were asked, by dataset. */
  partsAsked(): Map<string, string[]> {
    return new Map([...this.opened].map(([dataset, parts]) => [dataset.dataset, parts.map((part) => part.file.key)]))
  }
}

function holds({ start, end }: Range, offset: number): boolean {
  return offset >= start && offset < end
}

function distinct(ranges: Range[]): Range[] {
  return [...new Map(ranges.map((range) => [range.start, range])).values()]
}
