import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { short, figure } from '../format/numbers'
import { spread, ticks } from './scale'

/**
 * @property x where the point is in time, in days; no two points of a line have the same
 * @property joins whether nothing is missing between it and the point before
 */
export interface Point {
  x: number
  label: string
  value: number | null
  joins: boolean
}

export interface Series {
  name: string
  points: Point[]
}

const HEIGHT = 340
const TOP = 12
const BOTTOM = 28
const LEFT = 52

/** Lines over time. A line ends with its name where there is room; otherwise a legend has them. */
export function Lines({ series, words }: { series: Series[]; words: string }) {
  const [box, width] = useWidth()
  const moments = useMemo(() => momentsOf(series), [series])
  const [at, setAt] = useState<number>()
  const named = width >= 640
  const right = named ? Math.min(320, width * 0.3) : 12
  const scale = useMemo(() => scaleOf(series), [series])
  const [low, high] = [scale[0]!, scale.at(-1)!]
  const [from, to] = [moments[0]!.x, moments.at(-1)!.x]
  const x = (day: number) => LEFT + ((width - LEFT - right) * (day - from)) / Math.max(1, to - from)
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - (value - low) / Math.max(1e-12, high - low))
  const nearest = (clientX: number, left: number) => {
    const distance = (i: number) => Math.abs(x(moments[i]!.x) - (clientX - left))
    return moments.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0)
  }
  const step = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!move) return
    event.preventDefault()
    setAt(Math.min(moments.length - 1, Math.max(0, (at ?? moments.length) + move)))
  }
  return (
    <div class="lines" ref={box}>
      {width > 0 && (
        <svg
          width={width}
          height={HEIGHT}
          role="img"
          aria-label={words}
          tabIndex={0}
          onKeyDown={step}
          onBlur={() => setAt(undefined)}
          onPointerMove={(event) => setAt(nearest(event.clientX, event.currentTarget.getBoundingClientRect().left))}
          onPointerLeave={() => setAt(undefined)}
        >
          {scale.map((value) => (
            <g key={value} class={value === 0 ? 'grid base' : 'grid'}>
              <line x1={LEFT} x2={width - right} y1={y(value)} y2={y(value)} />
              <text x={LEFT - 8} y={y(value) + 4} text-anchor="end">
                {short(value)}
              </text>
            </g>
          ))}
          <TimeLabels moments={moments} x={x} left={LEFT} />
          {at !== undefined && (
            <line class="cross" x1={x(moments[at]!.x)} x2={x(moments[at]!.x)} y1={TOP} y2={HEIGHT - BOTTOM} />
          )}
          {series.map((each, i) => (
            <Line
              key={each.name}
              series={each}
              colour={i}
              x={x}
              y={y}
              at={at === undefined ? undefined : moments[at]!.x}
            />
          ))}
          {named && <Names series={series} x={width - right + 10} y={y} room={right - 10} />}
        </svg>
      )}
      {!named && <Legend series={series} />}
      <p class="readout" role="status">
        {at === undefined ? (
          <span class="note">Move over the chart, or use the arrow keys, to read its figures.</span>
        ) : (
          <Readout series={series} moment={moments[at]!} />
        )}
      </p>
    </div>
  )
}

function scaleOf(series: Series[]): number[] {
  let [low, high] = [0, 1e-9]
  for (const { points } of series) {
    for (const { value } of points) [low, high] = [Math.min(low, value ?? 0), Math.max(high, value ?? high)]
  }
  return ticks(low, high)
}

interface Moment {
  x: number
  label: string
}

function momentsOf(series: Series[]): Moment[] {
  const moments = new Map<number, Moment>()
  for (const { points } of series) for (const { x, label } of points) moments.set(x, { x, label })
  return [...moments.values()].sort((a, b) => a.x - b.x)
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)))
    observer.observe(box.current!)
    return () => observer.disconnect()
  }, [])
  return [box, width] as const
}

interface LineProps {
  series: Series
  colour: number
  x: (day: number) => number
  y: (value: number) => number
  at: number | undefined
}

/** A line breaks where there is no figure or no period: nothing is drawn that was not published. */
function Line({ series, colour, x, y, at }: LineProps) {
  const dots =
    series.points.length <= 40
      ? series.points
      : series.points.filter(({ x }, i) => x === at || isAlone(series.points, i))
  return (
    <g class={`series c${colour % 8}`}>
      <path d={pathOf(series.points, x, y)} />
      {dots.map(
        ({ x: day, value }) =>
          value !== null && <circle key={day} cx={x(day)} cy={y(value)} r={day === at ? 5 : 2.6} />,
      )}
    </g>
  )
}

/** The strokes of a line, as SVG has them. */
export function pathOf(points: Point[], x: (day: number) => number, y: (value: number) => number): string {
  const strokes = points.flatMap((point, i) => {
    if (point.value === null) return []
    return `${isJoined(points, i) ? 'L' : 'M'}${x(point.x).toFixed(1)} ${y(point.value).toFixed(1)}`
  })
  return strokes.join('')
}

function isJoined(points: Point[], i: number): boolean {
  const [before, point] = [points[i - 1], points[i]]
  return point?.joins === true && point.value !== null && before !== undefined && before.value !== null
}

/** A figure that no stroke leads to or from would not be seen without a dot. */
function isAlone(points: Point[], i: number): boolean {
  return !isJoined(points, i) && !isJoined(points, i + 1)
}

/** Room for a label and some air. */
const LABEL_WIDTH = 96

/** The last moment and as many before it as there is room for. */
function TimeLabels({ moments, x, left }: { moments: Moment[]; x: (day: number) => number; left: number }) {
  const shown: { label: string; at: number }[] = []
  for (const moment of moments.toReversed()) {
    const at = x(moment.x)
    const limit = shown.length === 0 ? Infinity : shown.at(-1)!.at - LABEL_WIDTH * (shown.length === 1 ? 1.4 : 1)
    if (at <= limit && at - LABEL_WIDTH / 2 >= left - LEFT) shown.push({ label: moment.label, at })
  }
  return (
    <g class="times">
      {shown.map(({ label, at }, i) => (
        <text key={at} x={at} y={HEIGHT - 8} text-anchor={i === 0 && moments.length > 1 ? 'end' : 'middle'}>
          {label}
        </text>
      ))}
    </g>
  )
}

function Names({ series, x, y, room }: { series: Series[]; x: number; y: (value: number) => number; room: number }) {
  const ends = series.map(({ points }) => y(points.findLast(({ value }) => value !== null)?.value ?? 0) + 4)
  const placed = spread(ends, 17, HEIGHT - BOTTOM)
  return (
    <g class="names">
      {series.map(({ name }, i) => (
        <text key={name} class={`c${i % 8}`} x={x} y={placed[i]}>
          <title>{name}</title>
          {cut(name, room)}
        </text>
      ))}
    </g>
  )
}

/** As much of a name as there is room for; capitals are wider. */
function cut(name: string, room: number): string {
  const letters = Math.floor(room / (name === name.toUpperCase() ? 9.4 : 7.4))
  return name.length > letters ? `${name.slice(0, letters - 1).trimEnd()}…` : name
}

function Legend({ series }: { series: Series[] }) {
  return (
    <ul class="legend" aria-hidden="true">
      {series.map(({ name }, i) => (
        <li key={name} class={`c${i % 8}`}>
          {name}
        </li>
      ))}
    </ul>
  )
}

function Readout({ series, moment }: { series: Series[]; moment: Moment }) {
  return (
    <>
      <strong>{moment.label}</strong>
      {series.map(({ name, points }, i) => {
        const value = points.find((point) => point.x === moment.x)?.value
        return (
          <span key={name} class={`c${i % 8}`}>
            {name} <b>{value == null ? 'no figure' : figure(value)}</b>
          </span>
        )
      })}
    </>
  )
}
