import { useEffect, useState } from 'preact/hooks'
import { isPage } from '../../src/http/pages'

/** Where the visitor is. Every page has its own address; going back and forth works as anywhere. */
export interface Place {
  path: string
  search: string
}

const here = (): Place => ({ path: location.pathname, search: location.search })
const listeners = new Set<(place: Place) => void>()
const tell = () => listeners.forEach((listener) => listener(here()))

export function usePlace(): Place {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    listeners.add(setPlace)
    return () => void listeners.delete(setPlace)
  }, [])
  return place
}

export function go(address: string): void {
  history.pushState(null, '', address)
  scrollTo(0, 0)
  tell()
}

/** Keeps what a page shows in its address, without a step to go back over. */
export function setSearch(values: Record<string, string | string[] | undefined>): void {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const each of [value].flat()) if (each) search.append(name, each)
  }
  const text = search.toString()
  history.replaceState(null, '', `${location.pathname}${text && `?${text}`}${location.hash}`)
}

/** Links within the page are followed by the page; those to the API, to files and elsewhere by the browser. */
export function followLinks(): void {
  addEventListener('popstate', tell)
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a')
    if (!link || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || link.target || link.hasAttribute('download')) return
    const to = new URL(link.href)
    if (to.origin !== location.origin || !isPage(to.pathname)) return
    if (to.pathname === location.pathname && to.hash) return
    event.preventDefault()
    go(to.pathname + to.search + to.hash)
  })
}
