import { Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { ago, moment } from '../format/times'

/** A dataset's or column's name, exactly; it may break after an underscore. */
export function Name({ of }: { of: string }) {
  return (
    <code class="name">
      {of.split(/(?<=_)/).map((piece, i) => (
        <Fragment key={i}>
          {i > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </code>
  )
}

/** Text with the words that were searched for marked. */
export function Found({ text, words }: { text: string; words: string[] }) {
  if (words.length === 0) return <>{text}</>
  const pattern = new RegExp(`(${words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'gi')
  return <>{text.split(pattern).map((piece, i) => (i % 2 ? <mark key={i}>{piece}</mark> : piece))}</>
}

/** When something was, as a distance; the date itself on hovering and for machines. */
export function Ago({ at, now }: { at: string; now: number }) {
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at, now)}
    </time>
  )
}

/** Copies a text and says that it did. */
export function Copy({ text, what, label = 'Copy' }: { text: string; what: string; label?: string }) {
  const [said, setSaid] = useState('')
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    setSaid(done ? 'Copied' : 'Press Ctrl+C')
    setTimeout(() => setSaid(''), 2000)
  }
  return (
    <button class="small" onClick={copy} aria-label={`${label} ${what}`}>
      <span aria-live="polite">{said || label}</span>
    </button>
  )
}

/** An address that others wrote: followed only when it is one of the web. */
export function External({ href, children }: { href: string; children: preact.ComponentChildren }) {
  if (!/^https?:\/\//i.test(href)) return <>{children}</>
  return (
    <a href={href} rel="noopener noreferrer" class="external">
      {children}
    </a>
  )
}
