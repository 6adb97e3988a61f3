import { Refusal } from './error'

/** What has more than one form; a suffix of its path is a short way to ask for one. */
const WITH_SUFFIX = /^(\/api\/(?:query|changes|datasets\/[^/]+\/(?:rows|revisions)))\.([a-z]{3,7})$/

/** The same request with its suffix as `format`, so that `/api/query.csv` is `/api/query?format=csv`. */
export function withFormat(request: Request): Request {
  const url = new URL(request.url)
  const [, path, format] = WITH_SUFFIX.exec(url.pathname) ?? []
  if (!path || !format) return request
  url.pathname = path
  url.searchParams.append('format', format)
  return new Request(url, request)
}

const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv',
  arrow: 'application/vnd.apache.arrow.stream',
  parquet: 'application/vnd.apache.parquet',
  atom: 'application/atom+xml',
} as const

export type FormatName = keyof typeof MEDIA_TYPES

/** The type that an answer of a format has. */
export function mediaType(format: FormatName): string {
  const text = format === 'csv' ? '; charset=utf-8; header=present' : format === 'atom' ? '; charset=utf-8' : ''
  return MEDIA_TYPES[format] + text
}

/**
 * The format that a reader asks for.
 *
 * @param asked by parameter or suffix
 * @param accept as sent; browsers and plain programs that take anything get the first
 * @param offered by preference
 * @throws Refusal when the reader takes none of these
 */
export function formatOf<F extends FormatName>(asked: F | undefined, accept: string | undefined, offered: F[]): F {
  const first = offered[0] as F
  if (asked) return asked
  if (!accept) return first
  const ranges = accept
    .slice(0, 1000)
    .split(',')
    .map(rangeOf)
    .sort((a, b) => b.quality - a.quality)
  for (const { type, quality } of ranges) {
    if (quality === 0) continue
    const fitting = offered.find((format) => matches(type, MEDIA_TYPES[format]))
    if (fitting) return fitting
  }
  throw new Refusal(
    406,
    'not_acceptable',
    'None of the types in Accept can be answered',
    `Accept one of ${offered.map((format) => MEDIA_TYPES[format]).join(', ')}, or add ?format=${first}.`,
  )
}

function rangeOf(text: string): { type: string; quality: number } {
  const [type = '', ...parameters] = text.split(';').map((piece) => piece.trim().toLowerCase())
  const quality = parameters.find((parameter) => parameter.startsWith('q='))
  return { type, quality: quality ? Number(quality.slice(2)) || 0 : 1 }
}

function matches(range: string, type: string): boolean {
  if (range === '*/*' || range === '*') return true
  return range.endsWith('/*') ? type.startsWith(range.slice(0, -1)) : range === type
}
