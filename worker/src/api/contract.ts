/*
 * What the REST API takes and gives. `/openapi.json` is made of it, requests are checked by it, and the page and the
 * command line may import its types. Names are those of the catalogue, in snake_case. What it is
 * answered from is described in docs/published.md.
 */

export * from './contract/common'
export * from './contract/datasets'
export * from './contract/rows'
export * from './contract/revisions'
export * from './contract/changes'
export * from './contract/status'
