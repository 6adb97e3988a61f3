import { useState } from 'preact/hooks'

export type Theme = 'system' | 'light' | 'dark'

/** The theme and a way to the next: what the system says, light, dark. `theme.js` applies it before the first paint. */
export function useTheme(): [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => (document.documentElement.dataset.theme as Theme) ?? 'system')
  const next = () => {
    const chosen: Theme = theme === 'system' ? 'light' : theme === 'light' ? 'dark' : 'system'
    if (chosen === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = chosen
    store(chosen)
    setTheme(chosen)
  }
  return [theme, next]
}

function store(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem('theme')
    else localStorage.setItem('theme', theme)
  } catch {
    // Without storage it lasts as long as the page.
  }
}
