/*
 * What the REST API takes and gives. `/openapi.json` is made of it, requests are checked by it, and the page and the
 * command line may import its types. Names are those of the catalogue, in snake_case.
 *
 * What it expects the sink to publish, beside parts:
 *
 *   datasets/catalog.parquet             the catalogue in force, swapped last
 *   datasets/catalog/<version>.parquet   the same bytes under a name that never changes, while its parts live
 *   datasets/changes.json                `{"changes": [Change]}`, newest first, of the latest versions
 *   datasets/<dataset>.json              a dataset's row of the catalogue; `/files` serves it
 *   datasets/<dataset>.parquet           the whole dataset as one file, while it is small
 */

export * from './contract/common'
export * from './contract/datasets'
export * from './contract/rows'
export * from './contract/changes'
