import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { PostgreSQL, sql } from '@codemirror/lang-sql'
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Compartment, EditorState, Prec } from '@codemirror/state'
import { drawSelection, EditorView, keymap, placeholder } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { useEffect, useRef } from 'preact/hooks'
import type { TableSchema } from '../ask/messages'

/** A text that is put into the editor from outside; another object, another text. */
export interface Given {
  text: string
}

interface Props {
  given: Given
  schema: TableSchema[]
  onText: (text: string) => void
  onRun: () => void
}

/** Where SQL is written: it knows the names of tables and columns. Tab leaves it, as any field. */
export function Editor({ given, schema, onText, onRun }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView | undefined>(undefined)
  const said = useRef({ onText, onRun })
  said.current = { onText, onRun }
  const language = useRef(new Compartment())

  useEffect(() => {
    view.current = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: given.text,
        extensions: [
          Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (said.current.onRun(), true) }])),
          language.current.of(languageOf(schema)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) said.current.onText(update.state.doc.toString())
          }),
          SETUP,
        ],
      }),
    })
    return () => view.current?.destroy()
  }, [])

  useEffect(() => {
    view.current?.dispatch({ effects: language.current.reconfigure(languageOf(schema)) })
  }, [schema])

  useEffect(() => {
    const editor = view.current
    if (!editor || editor.state.doc.toString() === given.text) return
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: given.text } })
  }, [given])

  return <div class="editor" ref={place} />
}

function languageOf(schema: TableSchema[]) {
  const tables = schema.map(({ dataset, title, columns }) => ({
    self: { label: dataset, type: 'table', info: title },
    children: columns.map(({ name, type, description }) => ({
      label: name,
      type: 'column',
      detail: type.toLowerCase(),
      info: description,
    })),
  }))
  const named = Object.fromEntries(tables.map((table) => [table.self.label, table]))
  // Columns are offered without their table too: most statements name one table, and it may come later.
  return sql({ dialect: PostgreSQL, schema: named, upperCaseKeywords: true })
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--c0)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--c1)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--c2)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-3)', fontStyle: 'italic' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--c5)' },
])

const LOOK = EditorView.theme({
  '&': { backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '&.cm-focused': { outline: '3px solid var(--focus)', outlineOffset: '1px' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '0.75rem 0', minHeight: '9rem' },
  '.cm-line': { padding: '0 0.9rem' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55', maxHeight: '45vh' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)', borderLeftWidth: '2px' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--accent-soft)',
  },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', border: '1px solid var(--line-2)', borderRadius: '6px' },
  '.cm-tooltip-autocomplete ul li': { padding: '0.15rem 0.6rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--on-accent)' },
  '.cm-completionDetail': { color: 'inherit', opacity: '0.7', marginLeft: '1em' },
  '.cm-tooltip.cm-completionInfo': { padding: '0.4rem 0.7rem', maxWidth: '22rem', fontFamily: 'var(--sans)' },
})

const SETUP = [
  history(),
  drawSelection(),
  bracketMatching(),
  closeBrackets(),
  autocompletion({ icons: false }),
  syntaxHighlighting(COLOURS),
  LOOK,
  EditorView.lineWrapping,
  EditorView.contentAttributes.of({ 'aria-label': 'SQL', 'aria-describedby': 'sql-keys', spellcheck: 'false' }),
  placeholder('SELECT …'),
  keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
]
