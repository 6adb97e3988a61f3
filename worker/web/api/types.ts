import type { z } from '@hono/zod-openapi'
import type * as contract from '../../src/api/contract'

/* What the API answers, as its contract has it. Types only: the page ships none of it. */

export type Summary = z.infer<typeof contract.DatasetSummary>
export type Datasets = z.infer<typeof contract.DatasetsAnswer>
export type Dataset = z.infer<typeof contract.DatasetAnswer>
export type Column = z.infer<typeof contract.Column>
export type Period = z.infer<typeof contract.Period>
export type Release = z.infer<typeof contract.Release>
export type Stage = z.infer<typeof contract.Stage>
export type Snippet = z.infer<typeof contract.Snippet>
export type Changes = z.infer<typeof contract.ChangesAnswer>
export type Change = z.infer<typeof contract.Change>
export type DatasetChange = z.infer<typeof contract.DatasetChange>
export type Status = z.infer<typeof contract.StatusAnswer>
export type PublicationStatus = z.infer<typeof contract.PublicationStatus>
export type ExpectedRelease = z.infer<typeof contract.ExpectedRelease>
export type HeldRelease = z.infer<typeof contract.HeldRelease>
export type Receipt = z.infer<typeof contract.Receipt>
export type QueryAnswer = z.infer<typeof contract.QueryAnswer>
export type RowsAnswer = z.infer<typeof contract.RowsAnswer>
export type Revision = z.infer<typeof contract.Revision>
export type Revisions = z.infer<typeof contract.RevisionsAnswer>
export type Value = z.infer<typeof contract.Value>
export type ApiError = z.infer<typeof contract.ErrorAnswer>
