/** Round numbers that cover a range, few enough to read. */
export function ticks(low: number, high: number, wanted = 5): number[] {
  if (!(high > low)) return [low]
  const rough = (high - low) / wanted
  const magnitude = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * magnitude).find((size) => size >= rough)!
  const found = []
  for (let i = Math.floor(low / step); i * step <= high + step * 1e-9; i++)
    found.push(Number((i * step).toPrecision(12)))
  if (found.at(-1)! < high) found.push(Number((found.at(-1)! + step).toPrecision(12)))
  return found
}

/** Moves labels apart that would overlap, as little as needed, in their order. */
export function spread(wanted: number[], distance: number, bottom: number): number[] {
  const order = wanted.map((y, i) => ({ y, i })).sort((a, b) => a.y - b.y)
  for (let i = 1; i < order.length; i++) order[i]!.y = Math.max(order[i]!.y, order[i - 1]!.y + distance)
  for (let i = order.length - 1, limit = bottom; i >= 0; i--, limit -= distance) {
    order[i]!.y = Math.min(order[i]!.y, limit)
    limit = order[i]!.y
  }
  const placed: number[] = []
  for (const { y, i } of order) placed[i] = y
  return placed
}
