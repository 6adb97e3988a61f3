/** Whether a path is one of the page's own addresses; the Worker answers them, and the page follows links to them. */
export function isPage(path: string): boolean {
  return /^\/(?:|sql|changes|status|datasets\/[^/]+\/?)$/.test(path)
}
