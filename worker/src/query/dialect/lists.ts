import type { Token } from '../tokens'
import { type Difference, REFUSE, type Site, calls, replaced, same, wrapped } from './difference'
import { closeOf, endsOperand, isSymbol, isWord } from './spans'

/** `lambda x, i: x + i` is `(x, i) -> (x + i)`. */
function lambdaAt(tokens: readonly Token[], i: number): Site | undefined {
  if (!isWord(tokens[i], 'lambda')) return undefined
  let colon = i + 1
  while (tokens[colon]?.kind === 'word' || tokens[colon]?.kind === 'quoted' || isSymbol(tokens[colon], ',')) colon++
  if (colon === i + 1 || !isSymbol(tokens[colon], ':')) return undefined
  let [end, depth] = [colon + 1, 0]
  for (; end < tokens.length; end++) {
    if (isSymbol(tokens[end], '(', '[', '{')) depth++
    if (isSymbol(tokens[end], ')', ']', '}') && --depth < 0) break
    if (depth === 0 && isSymbol(tokens[end], ',')) break
  }
  return same(
    replaced(i, ''),
    wrapped({ from: i + 1, to: colon }, '(', ')'),
    replaced(colon, '->'),
    wrapped({ from: colon + 1, to: end }, '(', ')'),
  )
}

export const LISTS: readonly Difference[] = [
  {
    what: 'an element of a list that is written out',
    why: 'DuckDB 0.9 takes no [1] behind a list in brackets. They are added.',
    shows: 'SELECT [1, 2, 3][1], [1, 2, 3][-2:]',
    at: (tokens, i) => {
      if (!isSymbol(tokens[i], '[') || (endsOperand(tokens[i - 1]) && !isWord(tokens[i - 1], 'array'))) return undefined
      const close = closeOf(tokens, i)
      if (close === undefined || !isSymbol(tokens[close + 1], '[')) return undefined
      return same(wrapped({ from: isWord(tokens[i - 1], 'array') ? i - 1 : i, to: close + 1 }, '(', ')'))
    },
  },
  {
    what: 'lambda x: with a colon',
    why: 'DuckDB 0.9 writes it x -> x + 1, as all do.',
    shows: 'SELECT list_transform([1, 2], lambda x: x + 1)',
    at: lambdaAt,
  },
  {
    what: 'an empty list as a text',
    why: 'DuckDB 0.9 gives NULL, later versions an empty text. The engine is made to.',
    shows: "SELECT array_to_string([], ','), array_to_string([1, 2], ',')",
    at: calls(
      'array_to_string',
      ({ all, arguments: [list] }) =>
        list &&
        same({ ...wrapped(all, 'coalesce(', ', CASE WHEN len('), copied: { span: list, then: ") = 0 THEN '' END)" } }),
    ),
  },
  {
    what: 'the place of NULL in a list',
    why: 'DuckDB 0.9 finds no NULL.',
    instead: 'Write list_position(list_transform(l, x -> x IS NULL), true).',
    shows: 'SELECT list_position([1, NULL], NULL)',
    at: calls('list_position list_indexof array_position array_indexof', ({ arguments: [, x] }, tokens) =>
      x && x.to - x.from === 1 && isWord(tokens[x.from], 'null') ? REFUSE : undefined,
    ),
  },
  {
    what: 'the place of what is not in a list',
    why: 'DuckDB 0.9 answers 0, later versions NULL. The engine is made to.',
    shows: 'SELECT list_position([1, 2], 9), list_position([1, 2], 2)',
    at: calls('list_position list_indexof array_position array_indexof', ({ all }) =>
      same(wrapped(all, 'nullif(', ', 0)')),
    ),
  },
]
