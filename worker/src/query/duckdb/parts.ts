import { type FileMetaData, parquetMetadata } from 'hyparquet'
import type { ObjectStore } from '../../catalog/store'
import { AskError, PartGone } from '../error'
import type { ReadableFiles } from './runtime'

/** The bytes of a column in one row group, and what is known of its values. */
export interface Chunk {
  start: number
  end: number
  min: unknown
  max: unknown
}

/** @property chunks by column, in lower case */
export interface RowGroup {
  rows: number
  chunks: Map<string, Chunk>
}

/** An object that is asked: its key names its bytes for ever, and the catalogue says how many they are. */
export interface PartFile {
  key: string
  size: number
}

interface CachedPart {
  size: number
  /** Sorted by start, without overlaps. */
  segments: Segment[]
  groups?: RowGroup[]
  footer?: Range
}

interface Segment {
  start: number
  bytes: Uint8Array
  usedAt: number
}

export interface Range {
  start: number
  end: number
}

/** Reading so little more costs less than another request. */
const GAP_BYTES = 4096
const TAIL_BYTES = 16_384
/** Parts so small are read whole: one request instead of three. */
const SMALL_BYTES = 131_072
const OPEN_REQUESTS = 6
const MOST_PARTS = 1000
const FOOTER_END_BYTES = 8

/** Counts what one question reads. */
export class Reader {
  bytesRead = 0

  constructor(
    private readonly store: ObjectStore,
    private readonly signal: AbortSignal | undefined,
  ) {}

  async read(key: string, range: Range): Promise<Uint8Array> {
    this.signal?.throwIfAborted()
    const bytes = await this.store.range(key, range.start, range.end - range.start)
    if (bytes === 'missing') throw new PartGone(key)
    if (bytes.length !== range.end - range.start) {
      throw unreadable(key, `found ${bytes.length} bytes at ${range.start}, expected ${range.end - range.start}`)
    }
    this.bytesRead += bytes.length
    return bytes
  }
}

/**
 * Bytes of parts in memory, kept by key since parts never change, and their footers. What the question at hand needs is
 * never dropped while it is answered; what it leaves behind is dropped from the oldest until the rest fits.
 */
export class PartCache implements ReadableFiles {
  private readonly parts = new Map<string, CachedPart>()
  private now = 0

  constructor(private readonly mostBytes: number) {}

  sizeOf(key: string): number | undefined {
    return this.parts.get(key)?.size
  }

  copy(key: string, offset: number, target: Uint8Array): boolean {
    const part = this.parts.get(key)
    let done = 0
    while (part && done < target.length) {
      const segment = segmentAt(part.segments, offset + done)
      if (!segment) return false
      segment.usedAt = this.now
      const from = offset + done - segment.start
      const piece = segment.bytes.subarray(from, from + target.length - done)
      target.set(piece, done)
      done += piece.length
    }
    return part !== undefined
  }

  /** Holds an object whole. */
  hold(key: string, bytes: Uint8Array): void {
    this.parts.set(key, { size: bytes.length, segments: [{ start: 0, bytes, usedAt: this.now }] })
  }

  /** The row groups of a part. */
  async groupsOf(file: PartFile, reader: Reader): Promise<RowGroup[]> {
    const part = this.parts.get(file.key) ?? { size: file.size, segments: [] }
    this.parts.delete(file.key)
    this.parts.set(file.key, part)
    if (part.groups && part.footer) {
      await this.fetch(file.key, [part.footer], reader)
      return part.groups
    }
    const tail = Math.max(0, file.size <= SMALL_BYTES ? 0 : file.size - TAIL_BYTES)
    await this.fetch(file.key, [{ start: tail, end: file.size }], reader)
    const length = new DataView(this.bytes(file.key, file.size - FOOTER_END_BYTES, file.size)).getUint32(0, true)
    const start = file.size - FOOTER_END_BYTES - length
    if (start < 4) throw unreadable(file.key, `its footer has ${length} bytes, more than the part`)
    part.footer = { start, end: file.size }
    await this.fetch(file.key, [part.footer], reader)
    try {
      part.groups = rowGroups(parquetMetadata(this.bytes(file.key, start, file.size)))
    } catch (error) {
      throw unreadable(file.key, String(error))
    }
    return part.groups
  }

  /** Reads what is not in memory yet, near ranges together. */
  async fetch(key: string, ranges: Range[], reader: Reader): Promise<void> {
    const part = this.parts.get(key)
    if (!part) throw new Error(`${key} was not opened`)
    const wanted = coalesced(ranges.flatMap((range) => lacking(part.segments, range)))
    for (let i = 0; i < wanted.length; i += OPEN_REQUESTS) {
      const some = wanted.slice(i, i + OPEN_REQUESTS)
      const pieces = await Promise.all(some.map((range) => reader.read(key, range)))
      some.forEach((range, j) => insert(part.segments, { ...range, bytes: pieces[j] as Uint8Array, usedAt: this.now }))
    }
  }

  /** Ends the time of one question: drops the oldest bytes until the rest fits. */
  trim(): void {
    this.now++
    const all = [...this.parts.values()].flatMap((part) => part.segments.map((segment) => ({ part, segment })))
    let bytes = all.reduce((sum, { segment }) => sum + segment.bytes.length, 0)
    all.sort((a, b) => a.segment.usedAt - b.segment.usedAt)
    for (const { part, segment } of all) {
      if (bytes <= this.mostBytes) break
      part.segments.splice(part.segments.indexOf(segment), 1)
      bytes -= segment.bytes.length
    }
    for (const key of this.parts.keys()) {
      if (this.parts.size <= MOST_PARTS) break
      this.parts.delete(key)
    }
  }

  private bytes(key: string, start: number, end: number): ArrayBuffer {
    const bytes = new Uint8Array(end - start)
    if (!this.copy(key, start, bytes)) throw new Error(`${key} lacks bytes that were read`)
    return bytes.buffer
  }
}

export function unreadable(key: string, found: string): AskError {
  console.error(`Cannot read ${key}: ${found}`)
  return new AskError(
    502,
    'unreadable_part',
    'A published part could not be read',
    'Try again; if it lasts, tell the operator.',
  )
}

function rowGroups(metadata: FileMetaData): RowGroup[] {
  return metadata.row_groups.map((group) => {
    const chunks = new Map<string, Chunk>()
    for (const { meta_data: meta } of group.columns) {
      const name = meta?.path_in_schema.join('.').toLowerCase()
      if (!meta || !name) continue
      const start = Number(meta.dictionary_page_offset || meta.data_page_offset)
      const { min_value, max_value } = meta.statistics ?? {}
      chunks.set(name, { start, end: start + Number(meta.total_compressed_size), min: min_value, max: max_value })
    }
    return { rows: Number(group.num_rows), chunks }
  })
}

function segmentAt(segments: Segment[], offset: number): Segment | undefined {
  let low = 0
  let high = segments.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const segment = segments[middle] as Segment
    if (offset < segment.start) high = middle - 1
    else if (offset >= segment.start + segment.bytes.length) low = middle + 1
    else return segment
  }
  return undefined
}

/** The pieces of a range that no segment has. */
function lacking(segments: Segment[], range: Range): Range[] {
  const pieces: Range[] = []
  let at = range.start
  for (const { start, bytes } of segments) {
    if (start + bytes.length <= at || start >= range.end) continue
    if (start > at) pieces.push({ start: at, end: start })
    at = start + bytes.length
  }
  return at < range.end ? [...pieces, { start: at, end: range.end }] : pieces
}

function coalesced(ranges: Range[]): Range[] {
  const merged: Range[] = []
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1)
    if (last && range.start <= last.end + GAP_BYTES) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

/** A gap that was read along may overlap what is there: what is there stays. */
function insert(segments: Segment[], segment: Segment): void {
  for (const piece of lacking(segments, { start: segment.start, end: segment.start + segment.bytes.length })) {
    const bytes = segment.bytes.subarray(piece.start - segment.start, piece.end - segment.start)
    segments.push({ start: piece.start, bytes, usedAt: segment.usedAt })
  }
  segments.sort((a, b) => a.start - b.start)
}
