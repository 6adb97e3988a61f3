import type { Dataset } from '../catalog/catalog'
import { licenceOf } from '../catalog/describe'
import { ask, type Question } from '../query/ask'
import { citationOf } from '../query/citation'
import { AskError } from '../query/error'
import { asOfFrom } from '../query/as-of'
import type { Receipt } from '../query/receipt'
import type { Context } from './context'
import { datasetOf, inForce, limitsFor } from './lake'
import { cellText, fenced, fitting, freshId } from './text'

interface Cited {
  sql?: string
  dataset?: string
  version?: number
  as_of?: string
}

/** `cite`. */
export async function cite(
  { sql, dataset, version, as_of }: Cited,
  { lake, signal, base = '' }: Context,
): Promise<string> {
  const catalog = await inForce(lake, version)
  if (sql) {
    const question: Question = { sql, version: catalog.version, asOf: as_of ? asOfFrom(as_of) : undefined, signal }
    return cited((await ask(lake, question, limitsFor(1))).receipt, base)
  }
  if (dataset) return cited(wholeOf(datasetOf(catalog, dataset), catalog.version, catalog.committedAt), base)
  throw new AskError(400, 'value_invalid', 'Nothing was named to cite', 'Name the sql that was answered, or a dataset.')
}

function wholeOf(dataset: Dataset, catalogVersion: number, committedAt: string): Receipt {
  return {
    sql: `SELECT * FROM ${dataset.dataset}`,
    catalogVersion,
    committedAt,
    datasets: [
      {
        dataset: dataset.dataset,
        title: dataset.title,
        publication: dataset.publication,
        publisher: dataset.publisher,
        licence: dataset.licence,
        landingPage: dataset.landing_page,
        parts: dataset.parts.map(({ key, sha256 }) => ({ key, sha256 })),
        releases: dataset.releases.map(({ release, vintage, page, files }) => ({
          ...{ release, vintage, page },
          files: files.map(({ name, url, digest }) => ({ name, url, sha256: digest })),
        })),
      },
    ],
  }
}

function cited(receipt: Receipt, base: string): string {
  const files = receipt.datasets.flatMap(({ dataset, releases }) =>
    releases.flatMap((each) =>
      each.files.map((file) => [dataset, each.release, file.name, file.sha256, file.url].join('\t')),
    ),
  )
  const lines = fitting(
    files.reverse().map((line) =>
      line
        .split('\t')
        .map((text) => cellText(text, 300))
        .join('\t'),
    ),
    1000,
  )
  const licences = [...new Set(receipt.datasets.map((each) => licenceOf(each).attribution))]
  return [
    fenced([citationOf(receipt), ...licences].map((line) => cellText(line, 1000)).join('\n'), freshId()),
    `Files, the latest first (${lines.length} of ${files.length}):`,
    fenced(['dataset\trelease\tfile\tsha256\turl', ...lines].join('\n'), freshId()),
    `Ask again: ${base}/api/query?${again(receipt)}`.slice(0, 600),
  ].join('\n')
}

function again({ sql, catalogVersion, asOf }: Receipt): URLSearchParams {
  return new URLSearchParams({ version: String(catalogVersion), ...(asOf && { as_of: asOf }), sql })
}
