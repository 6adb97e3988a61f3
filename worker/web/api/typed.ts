import { useEffect, useState } from 'preact/hooks'

const PAUSE = 180

/** What is found for a text while it is typed: asked for at each pause, dropped when typing continues. */
export function useTyped<T>(text: string, ask: (text: string, signal: AbortSignal) => Promise<T[]>): T[] {
  const [found, setFound] = useState<{ text: string; items: T[] }>({ text: '', items: [] })
  useEffect(() => {
    if (text.trim().length < 2) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      ask(text.trim(), stop.signal).then(
        (items) => setFound({ text, items }),
        () => undefined, // What is shown without it remains.
      )
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text])
  return found.text === text ? found.items : []
}
