import { figure } from '../format/numbers'

export interface Bar {
  key: string
  name: string
  value: number
}

/** A ranking: a list in its order, each with its figure, the bar for the eye only. */
export function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), 1e-12)
  return (
    <ol class="bars" aria-label={label}>
      {bars.map(({ key, name, value }, i) => (
        <li key={`${key}/${i}`}>
          <span class="name">{name}</span>
          <span class="bar" aria-hidden="true">
            <i class={value < 0 ? 'below' : ''} style={{ width: `${(100 * Math.abs(value)) / most}%` }} />
          </span>
          <span class="num">{figure(value)}</span>
        </li>
      ))}
    </ol>
  )
}
