import type { z } from '@hono/zod-openapi'
import type { Dataset } from '../catalog/catalog'
import type { Snippet } from './contract'

type Snippets = z.infer<typeof Snippet>[]

/** What to paste where, to have a dataset there. Each reads what is in force when it runs, not what was when it was copied. */
export function snippets(dataset: Dataset, origin: string): Snippets {
  const from = { name: dataset.dataset, api: `${origin}/api/datasets/${dataset.dataset}`, files: `${origin}/files` }
  return [
    { client: 'duckdb', title: 'DuckDB', language: 'sql', code: duckdb(dataset, from) },
    { client: 'python', title: 'Python', language: 'python', code: python(dataset, from) },
    { client: 'r', title: 'R', language: 'r', code: r(dataset, from) },
    { client: 'excel', title: 'Excel, Power Query', language: 'm', code: excel(dataset, from) },
    { client: 'curl', title: 'curl', language: 'sh', code: curl(dataset, from) },
    { client: 'mcp', title: 'MCP clients', language: 'json', code: mcp(origin) },
  ]
}

interface From {
  name: string
  api: string
  files: string
}

function duckdb(dataset: Dataset, { name, files }: From): string {
  if (dataset.file) return `SELECT *\nFROM read_parquet('${files}/${dataset.file}')\nLIMIT 10;`
  return `-- The catalogue names the parts that are in force.
SET VARIABLE parts = (
  SELECT list_transform(parts, part -> '${files}/' || part.key)
  FROM read_parquet('${files}/datasets/catalog.parquet')
  WHERE dataset = '${name}'
);
SELECT *
FROM read_parquet(getvariable('parts'), union_by_name = true)
LIMIT 10;`
}

function python(dataset: Dataset, { name, api, files }: From): string {
  if (dataset.file) {
    return `import pandas as pd

${name} = pd.read_parquet("${files}/${dataset.file}")
print(${name}.head())`
  }
  return `import json
from urllib.request import urlopen

import pandas as pd

with urlopen("${api}") as answer:
    parts = json.load(answer)["parts"]
${name} = pd.concat(pd.read_parquet(part["url"]) for part in parts)
print(${name}.head())`
}

function r(dataset: Dataset, { name, api, files }: From): string {
  const one = `read_part <- function(url) {
  path <- tempfile(fileext = ".parquet")
  download.file(url, path, mode = "wb", quiet = TRUE)
  arrow::read_parquet(path)
}`
  if (dataset.file) return `${one}\n\n${name} <- read_part("${files}/${dataset.file}")\nhead(${name})`
  return `${one}

parts <- jsonlite::fromJSON("${api}")$parts$url
${name} <- dplyr::bind_rows(lapply(parts, read_part))
head(${name})`
}

/** As many as a page of rows may have. */
const PAGE = 10_000
/** The last row at which a page may begin; a worksheet has room for few more. */
const MOST_ROWS = 1_000_000

function excel(dataset: Dataset, { api }: From): string {
  const csv = '[Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]'
  const headings = '[PromoteAllScalars = true]'
  if (dataset.rows <= PAGE) {
    return `let
    Source = Csv.Document(
        Web.Contents("${api}/rows.csv", [Query = [limit = "${PAGE}"]]),
        ${csv}
    ),
    Headings = Table.PromoteHeaders(Source, ${headings})
in
    Headings`
  }
  return `let
    Rows = List.Min({Json.Document(Web.Contents("${api}"))[rows], ${MOST_ROWS}}),
    Page = (from as number) => Table.PromoteHeaders(
        Csv.Document(
            Web.Contents("${api}/rows.csv", [Query = [limit = "${PAGE}", offset = Text.From(from)]]),
            ${csv}
        ),
        ${headings}
    ),
    Pages = List.Transform(List.Numbers(0, Number.RoundUp(Rows / ${PAGE}), ${PAGE}), Page)
in
    Table.Combine(Pages)`
}

function curl(dataset: Dataset, { api }: From): string {
  const measure = dataset.columns.find((column) => column.role === 'MEASURE')
  const order = measure ? `&order=${measure.name}:desc` : ''
  return `curl '${api}/rows.csv?limit=10${order}'`
}

function mcp(origin: string): string {
  return JSON.stringify({ mcpServers: { datawarp: { type: 'http', url: `${origin}/mcp` } } }, null, 2)
}
