import { Refusal } from './error'

/** Where a page begins: so many rows on, in one version of the catalogue and one selection. */
export interface Cursor {
  version: number
  offset: number
}

/** @param selection all that decides which rows there are and in what order */
export function cursorText({ version, offset }: Cursor, selection: string): string {
  return `${version}.${offset}.${fingerprint(selection)}`
}

/** @throws Refusal when it is not one of ours, or belongs to another selection */
export function cursorOf(text: string, selection: string): Cursor {
  const [, version, offset, print] = /^([1-9]\d{0,14})\.(\d{1,8})\.([0-9a-z]{1,7})$/.exec(text) ?? []
  if (print === undefined) throw badCursor('it is not one that was given out')
  if (print !== fingerprint(selection)) throw badCursor('it belongs to other filters, columns or order')
  return { version: Number(version), offset: Number(offset) }
}

function badCursor(why: string): Refusal {
  return new Refusal(
    400,
    'bad_cursor',
    `Cannot continue from this cursor: ${why}`,
    'Follow `next`, or begin without a cursor.',
  )
}

/** FNV-1a: it guards against mistakes, not against anybody. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
