import type { DatasetChanges, VersionChanges } from '../catalog/changes'

/** A feed with an entry for each dataset that a version changed. */
export function atomFeed(origin: string, updated: string, changes: VersionChanges[]): string {
  const entries = changes.flatMap((change) => change.datasets.map((dataset) => entry(origin, change, dataset)))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xml(origin)}/api/changes</id>
  <title>DataWarp: what changed</title>
  <updated>${xml(updated)}</updated>
  <author><name>DataWarp</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(origin)}/api/changes.atom"/>
  <link rel="alternate" type="text/html" href="${xml(origin)}/"/>
${entries.join('')}</feed>
`
}

function entry(origin: string, change: VersionChanges, dataset: DatasetChanges): string {
  const url = `${origin}/api/datasets/${dataset.dataset}`
  return `  <entry>
    <id>${xml(url)}#v${change.version}</id>
    <title>${xml(titleOf(dataset))}</title>
    <updated>${xml(change.committed_at)}</updated>
    <link rel="alternate" type="application/json" href="${xml(url)}"/>
    <category term="${xml(dataset.publication)}"/>
    <summary>${xml(summaryOf(change, dataset))}</summary>
  </entry>
`
}

function titleOf({ title, added, releases }: DatasetChanges): string {
  const names = releases.map(({ release, vintage }) => (vintage ? `${release} (${vintage})` : release))
  return [added ? 'New: ' : '', title, names.length > 0 ? `, ${shortened(names)}` : ''].join('')
}

function summaryOf({ version }: VersionChanges, { inserted, updated, deleted, rows }: DatasetChanges): string {
  return `Catalogue version ${version}: ${inserted} rows inserted, ${updated} updated, ${deleted} deleted; ${rows} rows in all.`
}

function shortened(names: string[]): string {
  return names.length > 6 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Text in XML 1.0, without the characters that it has no way to write. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
