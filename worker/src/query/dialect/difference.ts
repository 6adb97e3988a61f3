import type { Token } from '../tokens'
import { type Call, type Span, callAt, closeOf, isSymbol, isWord, operandBefore } from './spans'

/**
 * What is written around some tokens, or in place of one.
 *
 * @property copied what of the statement is repeated after `end`, and what follows it
 */
export interface Edit extends Span {
  start: string
  end: string
  copied?: { span: Span; then: string }
  replaces: boolean
}

/**
 * A place where a statement would not mean the same to the engine and to DuckDB of today.
 *
 * @property operands whose types decide; none when the words alone do
 * @property whole what a look at the types takes the place of, where it is more than the operands
 * @property verdict what is to be done for types of the operands: edits that make it the same, `refuse`, or nothing
 */
export interface Site {
  operands: Span[]
  whole?: Span
  verdict(types: string[]): Edit[] | 'refuse' | undefined
}

/**
 * @property what differs, as the end of "The statement is refused for"
 * @property why for those who ask why
 * @property instead a form that both understand alike; for what is made the same, nothing
 * @property shows a statement that it holds for
 */
export interface Difference {
  what: string
  why: string
  instead?: string
  shows: string
  at(tokens: readonly Token[], i: number): Site | undefined
}

export const REFUSE: Site = { operands: [], verdict: () => 'refuse' }

/** A cast, in whichever form it is written. */
export interface Cast {
  operand: Span
  /** The word of the type, in lower case, and the numbers behind it. */
  type: string
  numbers: number[]
  /** A list or a struct of it, or of more. */
  nested: boolean
  /** Where the type begins and ends. */
  typed: Span
}

/** Several rules ask for the same casts, one after the other. */
let last: { tokens: readonly Token[]; i: number; cast: Cast | undefined } | undefined

export function castAt(tokens: readonly Token[], i: number): Cast | undefined {
  if (last?.tokens !== tokens || last.i !== i) last = { tokens, i, cast: castFrom(tokens, i) }
  return last.cast
}

function castFrom(tokens: readonly Token[], i: number): Cast | undefined {
  if (isSymbol(tokens[i], '::')) {
    const from = operandBefore(tokens, i)
    return from === undefined ? undefined : castTo(tokens, { from, to: i }, i + 1, typeEnd(tokens, i + 1))
  }
  if (!isWord(tokens[i], 'cast', 'try_cast') || !isSymbol(tokens[i + 1], '(')) return undefined
  const close = closeOf(tokens, i + 1)
  if (close === undefined) return undefined
  let depth = 0
  for (let at = i + 2; at < close; at++) {
    if (isSymbol(tokens[at], '(', '[', '{') || isWord(tokens[at], 'case')) depth++
    if (isSymbol(tokens[at], ')', ']', '}') || isWord(tokens[at], 'end')) depth--
    if (depth === 0 && isWord(tokens[at], 'as')) return castTo(tokens, { from: i + 2, to: at }, at + 1, close)
  }
  return undefined
}

function typeEnd(tokens: readonly Token[], start: number): number {
  let at = start + 1
  while (isSymbol(tokens[at], '(', '[')) at = (closeOf(tokens, at) ?? tokens.length) + 1
  if (isWord(tokens[at], 'with') && isWord(tokens[at + 1], 'time')) at += 3
  return at
}

function castTo(tokens: readonly Token[], operand: Span, start: number, end: number): Cast {
  const typed = tokens.slice(start, end)
  const zone = typed.some((token) => isWord(token, 'zone'))
  return {
    operand,
    type: `${tokens[start]?.name ?? ''}${zone ? ' with time zone' : ''}`,
    numbers: typed.filter(({ kind }) => kind === 'number').map(({ name }) => Number(name)),
    nested: typed.some((token) => isSymbol(token, '[')) || isWord(tokens[start], 'struct', 'map', 'row', 'union'),
    typed: { from: start, to: end },
  }
}

/** A rule for calls of functions by name. */
export function calls(
  names: string,
  site: (call: Call, tokens: readonly Token[]) => Site | undefined,
): (tokens: readonly Token[], i: number) => Site | undefined {
  const wanted = new Set(names.trim().split(/\s+/))
  return (tokens, i) => {
    const name = tokens[i]
    if (!name || name.kind === 'string' || !wanted.has(name.name)) return undefined
    const call = callAt(tokens, i)
    return call && site(call, tokens)
  }
}

/** Refuses when a type of the operands is of some kind. */
export function refusedFor(operands: Span[], pattern: RegExp): Site | undefined {
  if (operands.length === 0) return undefined
  return { operands, verdict: (types) => (types.some((type) => pattern.test(type)) ? 'refuse' : undefined) }
}

/** The text of a string when an operand is nothing else. */
export function stringOf(tokens: readonly Token[], { from, to }: Span): string | undefined {
  const token = tokens[from]
  return to - from === 1 && token?.kind === 'string' ? token.name : undefined
}

export function wrapped(span: Span, start: string, end: string): Edit {
  return { ...span, start, end, replaces: false }
}

export function replaced(at: number, text: string): Edit {
  return { from: at, to: at + 1, start: text, end: '', replaces: true }
}

/** A site that is made the same for all types. */
export function same(...edits: Edit[]): Site {
  return { operands: [], verdict: () => edits }
}
