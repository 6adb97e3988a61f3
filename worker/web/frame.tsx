import { useEffect, useRef, useState } from 'preact/hooks'
import type { ComponentType } from 'preact'
import { asProblem, type Problem } from './api/client'
import { Changes } from './pages/changes'
import { DatasetPage } from './pages/dataset'
import { Home } from './pages/home'
import { Missing } from './pages/missing'
import { StatusPage } from './pages/status'
import { Loading, Trouble } from './ui/notice'
import { News } from './app/news'
import { type Place, usePlace } from './app/router'
import { useTheme } from './app/theme'

/** What every page has: the way past, the masthead, the page, the foot, and what is said to those who cannot see it. */
export function Frame() {
  const place = usePlace()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  useEffect(() => {
    // A reader of the screen is taken to the new page; on arrival the browser has done it.
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [place.path])
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Masthead path={place.path} />
      <main id="main" ref={main} tabIndex={-1}>
        <Page place={place} />
      </main>
      <Foot />
      <News />
    </>
  )
}

function Page({ place }: { place: Place }) {
  const dataset = /^\/datasets\/([^/]+)\/?$/.exec(place.path)
  if (place.path === '/') return <Home />
  if (place.path === '/changes') return <Changes />
  if (place.path === '/status') return <StatusPage />
  if (place.path === '/sql') return <Sql />
  if (dataset) return <DatasetPage key={dataset[1]} id={decode(dataset[1]!)} />
  return <Missing />
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The console brings an editor and an engine: it is fetched when somebody goes there. */
function Sql() {
  const [page, setPage] = useState<{ Console?: ComponentType; problem?: Problem }>({})
  useEffect(() => {
    import('./pages/sql').then(
      ({ SqlPage }) => setPage({ Console: SqlPage }),
      (error) => setPage({ problem: asProblem(error) }),
    )
  }, [])
  if (page.problem) return <Trouble problem={page.problem} />
  return page.Console ? <page.Console /> : <Loading what="the SQL console" />
}

const PAGES = [
  ['/', 'Datasets'],
  ['/sql', 'SQL'],
  ['/changes', 'Changes'],
  ['/status', 'Status'],
  ['/docs', 'API'],
] as const

function Masthead({ path }: { path: string }) {
  const [theme, next] = useTheme()
  return (
    <header class="masthead">
      <div class="wide">
        <a class="brand" href="/" aria-label="DataWarp, all datasets">
          <Threads />
          <span>DataWarp</span>
        </a>
        <nav aria-label="Pages">
          {PAGES.map(([to, name]) => (
            <a href={to} aria-current={isAt(path, to) ? 'page' : undefined}>
              {name}
            </a>
          ))}
        </nav>
        <button class="quiet theme" onClick={next} aria-label={`Theme: ${theme}. Change`} title={`Theme: ${theme}`}>
          <span class={`disc ${theme}`} aria-hidden="true" />
        </button>
      </div>
    </header>
  )
}

function isAt(path: string, to: string): boolean {
  return to === '/' ? path === '/' || path.startsWith('/datasets/') : path === to
}

/** The warp of a loom: the threads that a cloth is woven on. */
function Threads() {
  return (
    <svg class="threads" viewBox="0 0 24 24" aria-hidden="true">
      {[13, 8, 10, 5, 2].map((top, i) => (
        <rect class={i === 4 ? 'newest' : ''} x={1 + i * 4.7} y={top} width="2.6" height={22 - top} rx="1" />
      ))}
    </svg>
  )
}

function Foot() {
  return (
    <footer class="foot">
      <div class="wide">
        <p>
          Public data, as its publishers wrote it. Nothing on this page is fetched from anywhere else, and nothing about
          you is kept.
        </p>
        <nav aria-label="More">
          <a href="/docs">API</a>
          <a href="/openapi.json">OpenAPI</a>
          <a href="/api/changes.atom">Atom</a>
          <a href="/files/datasets/catalog.parquet" download>
            Catalogue as Parquet
          </a>
        </nav>
      </div>
    </footer>
  )
}
