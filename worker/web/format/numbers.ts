const WHOLE = new Intl.NumberFormat('en-GB')
const SHORT = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumSignificantDigits: 3 })

/** 1,234,567 */
export function whole(n: number): string {
  return WHOLE.format(n)
}

/** 1.23m, for axes and tight places. */
export function short(n: number): string {
  return Math.abs(n) < 10_000 ? WHOLE.format(Number(n.toPrecision(4))) : SHORT.format(n).toLowerCase()
}

/** A published figure with its own digits, thousands set apart. Strings are figures that a double cannot hold. */
export function figure(value: number | string): string {
  const text = String(value)
  const parts = /^(-?)(\d+)(\.\d+)?$/.exec(text)
  if (!parts) return text
  return `${parts[1]!.replace('-', '−')}${parts[2]!.replace(/\B(?=(\d{3})+$)/g, ',')}${parts[3] ?? ''}`
}

/** 1 row, 2 rows. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${whole(n)} ${n === 1 ? one : many}`
}

/** 16.9 MB */
export function bytes(n: number): string {
  if (n < 1000) return count(n, 'byte')
  const unit = n < 1e6 ? 'kB' : n < 1e9 ? 'MB' : 'GB'
  const scaled = n / { kB: 1e3, MB: 1e6, GB: 1e9 }[unit]
  return `${scaled < 10 ? scaled.toFixed(1) : Math.round(scaled)} ${unit}`
}
