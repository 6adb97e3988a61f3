import type { ComponentChildren } from 'preact'
import type { Problem } from '../api/client'

/** Waiting, said once, quietly. The lines keep the place of what will come. */
export function Loading({ what, lines = 4 }: { what: string; lines?: number }) {
  return (
    <div class="loading wide" role="status">
      <span class="unseen">Loading {what}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span class="line" key={i} style={{ width: `${[62, 88, 74, 40, 80, 55][i % 6]}%` }} aria-hidden="true" />
      ))}
    </div>
  )
}

/** What went wrong, and what to do. */
export function Trouble({ problem, children }: { problem: Problem; children?: ComponentChildren }) {
  return (
    <div class="trouble" role="alert">
      <p class="what">{problem.message}</p>
      {problem.advice && <p>{problem.advice}</p>}
      {children}
    </div>
  )
}

/** There is nothing to show, and why. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="what">{title}</p>
      {children}
    </div>
  )
}
