import type { ComponentChildren } from 'preact'
import { useId, useRef, useState } from 'preact/hooks'

export interface Tab {
  id: string
  title: string
  body: () => ComponentChildren
}

/** Tabs as the ARIA practices have them: arrows move, the chosen one is in the order of the Tab key. */
export function Tabs({ label, tabs, first }: { label: string; tabs: Tab[]; first?: string }) {
  const [chosen, setChosen] = useState(first ?? tabs[0]!.id)
  const list = useRef<HTMLDivElement>(null)
  const prefix = useId()
  const at = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === chosen),
  )
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: tabs.length - 1 - at }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (at + step + tabs.length) % tabs.length
    setChosen(tabs[next]!.id)
    ;(list.current?.children[next] as HTMLElement).focus()
  }
  return (
    <div class="tabs">
      <div role="tablist" aria-label={label} ref={list} onKeyDown={move}>
        {tabs.map((tab, i) => (
          <button
            key={tab.id}
            role="tab"
            id={`${prefix}-${tab.id}`}
            aria-selected={i === at}
            aria-controls={`${prefix}-panel`}
            tabIndex={i === at ? 0 : -1}
            onClick={() => setChosen(tab.id)}
          >
            {tab.title}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${prefix}-panel`} aria-labelledby={`${prefix}-${tabs[at]!.id}`}>
        {tabs[at]!.body()}
      </div>
    </div>
  )
}
