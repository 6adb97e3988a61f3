import { DIFFERENCES } from '../../src/query/dialect/differences'
import type { Difference } from '../../src/query/dialect/difference'

const BEFORE = `# The dialect of SQL

<!-- Written by worker/test/query/differences.test.ts from worker/src/query/dialect: change it there, then npx vitest run -u. -->

The page, the API and MCP over HTTP use DuckDB 0.9.1, the last version for WebAssembly that reads Parquet without the internet.
\`datawarp query\` and \`datawarp mcp\` use DuckDB 1.5. A statement has the same answer in all of them. Each known difference is removed
before the statement is executed, or the statement is refused, with the reason and a form that works everywhere.
\`worker/test/query/\` compares hundreds of statements, and every one below.

\`datawarp query\` and \`datawarp mcp\` set \`TimeZone\` to UTC, \`old_implicit_casting\` (values become texts where a function
takes texts), \`ieee_floating_point_ops\` off (a division by zero is NULL) and \`order_by_non_integer_literal\`.

LATERAL, ASOF and POSITIONAL joins, UNPIVOT and PIVOT work. PIVOT must name the values that become columns, as in
\`PIVOT t ON kind IN ('a', 'b') USING sum(n)\`.
`

const AFTER = `## Remaining differences

- Functions that only later versions have are refused with the engine's own message: GROUPS and EXCLUDE in windows, DISTINCT in window functions,
  \`trunc(x, n)\`, \`sum\` of BOOLEAN, \`max(x, n)\`, \`%G\` and \`%V\` in \`strftime\`.
- SUMMARIZE estimates, and writes some of its columns in another form.
- Each engine casts a text in a column to a number by its own rules: one takes \`1_000\`, the other does not.
- INTERVAL values are not ordered and grouped the same: a month and 30 days are equal in only one engine.
- A DECIMAL of more than 15 digits may become another DOUBLE in its last digit, and so may a rounded function of a number above ten million.
- \`list_position\` finds no NULL that comes from a column.
`

/** The differences as a page. */
export function dialectGuide(): string {
  const chapters = Object.entries(DIFFERENCES).map(([chapter, differences]) => {
    const refused = differences.filter(({ instead }) => instead)
    const same = differences.filter(({ instead }) => !instead)
    return [`## ${chapter}`, section('Refused', refused), section('Made the same', same)].filter(Boolean).join('\n\n')
  })
  return [BEFORE, ...chapters, AFTER].map((text) => text.trim()).join('\n\n') + '\n'
}

function section(title: string, differences: Difference[]): string {
  return differences.length === 0 ? '' : `### ${title}\n\n${differences.map(entry).join('\n\n')}`
}

function entry({ what, why, instead, shows }: Difference): string {
  const first = what.charAt(0).toUpperCase() + what.slice(1)
  return [`**${first}.** ${why}`, instead ?? '', '', '```sql', shows, '```']
    .filter((line, i) => line || i !== 1)
    .join('\n')
}
