import type { JsonValue } from '../query/answer'

/** What an answer of a tool may take of its reader's context. */
export const MOST_TOKENS = 2000

/** What is left of that for tables, after the lines around them. */
const TABLE_TOKENS = 1500

/** A cell is cut here: who wants more asks for that column alone. */
const MOST_CELL_CHARACTERS = 160

/**
 * How many tokens a text is, or a few more, by the tokenizers in use: five small letters, two or three capitals or three
 * digits are one, and so is every other sign.
 */
export function tokensOf(text: string): number {
  let tokens = 0
  for (const [piece] of text.matchAll(/[A-Z]?[a-z]+|[A-Z]+|\p{N}+|\s+|[^A-Za-z\p{N}\s]/gu)) {
    if (/[a-z]/.test(piece)) tokens += Math.ceil(piece.length / 5)
    else if (/^[A-Z]/.test(piece)) tokens += Math.ceil(piece.length / 2.5)
    else if (/^\p{N}/u.test(piece)) tokens += Math.ceil(piece.length / 3)
    else if (piece !== ' ') tokens += 1
  }
  return tokens
}

/** Text that came from published files: on one line, and without characters that hide or turn others. */
export function cellText(value: JsonValue, most = MOST_CELL_CHARACTERS): string {
  if (value === null) return ''
  const written = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const plain = written
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\u{E0000}-\u{E007F}]/gu, '\uFFFD')
  return plain.length > most ? `${plain.slice(0, most - 1)}…` : plain
}

/** Lines with tabs between the columns, as many as there is room for. */
export function tableText(names: string[], rows: JsonValue[][], room = TABLE_TOKENS): { text: string; shown: number } {
  const lines = [names.map((name) => cellText(name)).join('\t')]
  let tokens = tokensOf(lines[0] ?? '')
  for (const row of rows) {
    const line = row.map((value) => cellText(value)).join('\t')
    tokens += tokensOf(line) + 1
    if (tokens > room) break
    lines.push(line)
  }
  return { text: lines.join('\n'), shown: lines.length - 1 }
}

/** As many lines as there is room for. */
export function fitting(lines: string[], room: number): string[] {
  let tokens = 0
  return lines.filter((line) => (tokens += tokensOf(line) + 1) <= room)
}

/**
 * Marks text that is not ours: it may say what it likes, and closes no fence whose name it cannot know.
 *
 * @param id different every time
 */
export function fenced(text: string, id: string): string {
  return `<untrusted-data-${id}>\n${text}\n</untrusted-data-${id}>`
}

/** A name for a fence that the authors of the data could not know. */
export function freshId(): string {
  return crypto.randomUUID().slice(0, 13)
}
