import type { DatasetChanges, VersionChanges } from '../catalog/changes'

/** Where ids begin when there is no public address: they stay the same wherever the feed is read. */
const IDS = 'tag:datawarp.org,2026:'

/**
 * A feed with an entry for each dataset that a version changed.
 *
 * @param origin where links begin
 * @param publicUrl where ids begin, if one is set: two deployments then have ids of their own
 */
export function atomFeed(
  { origin, publicUrl }: { origin: string; publicUrl: string | undefined },
  updated: string,
  changes: VersionChanges[],
): string {
  const ids = publicUrl ? `${publicUrl}/` : IDS
  const entries = changes.flatMap((change) => change.datasets.map((dataset) => entry(origin, ids, change, dataset)))
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${xml(ids)}api/changes</id>
  <title>DataWarp: what changed</title>
  <updated>${xml(updated)}</updated>
  <author><name>DataWarp</name></author>
  <link rel="self" type="application/atom+xml" href="${xml(origin)}/api/changes.atom"/>
  <link rel="alternate" type="text/html" href="${xml(origin)}/"/>
${entries.join('')}</feed>
`
}

function entry(origin: string, ids: string, change: VersionChanges, dataset: DatasetChanges): string {
  const url = `${origin}/api/datasets/${dataset.dataset}`
  return `  <entry>
    <id>${xml(ids)}api/datasets/${xml(dataset.dataset)}#v${change.version}</id>
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
