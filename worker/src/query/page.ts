import type { Table } from 'apache-arrow'
import type { Dataset } from '../catalog/catalog'
import type { AnswerHead } from './answer'
import { askTable, type Lake, type Question } from './ask'
import { AskError } from './error'
import { type Limits, PUBLIC_LIMITS } from './limits'
import { countSql, rowsSql, type Selection } from './select'

/** Which rows of a dataset, in one version of the catalogue. */
export interface PageQuestion extends Omit<Question, 'sql'> {
  dataset: Dataset
  selection: Selection
  limit: number
  offset: number
}

/** @property bytesRead from the store so far: all of them when the last rows are read */
export interface Page {
  head: Omit<AnswerHead, 'bytesRead'>
  /** The rows, some at a time, each table read when it is asked for. */
  tables: AsyncGenerator<Table, void>
  readonly bytesRead: number
}

/** What a value takes in an answer, of texts with what most have; where it is more, fewer rows are read at a time. */
const VALUE_BYTES = { number: 9, text: 32 }

/**
 * The statement that a page of rows answers. It asks for one row more than the page has, to know whether there are more.
 *
 * @throws AskError when the selection names what is not there
 */
export function pageSql({ dataset, selection, limit, offset }: PageQuestion): string {
  return rowsSql(dataset, selection, limit + 1, offset)
}

/**
 * Reads a page of rows. Rows that are more than one answer may have are read by several statements, so that a page is
 * never too large. They are of one version, and in one order.
 *
 * @throws AskError when there is no first answer; what fails later fails the tables
 */
export async function askPage(lake: Lake, question: PageQuestion, most: Limits = PUBLIC_LIMITS): Promise<Page> {
  return new Reading(lake, question, most).page()
}

class Reading {
  private bytesRead = 0

  constructor(
    private readonly lake: Lake,
    private readonly question: PageQuestion,
    private readonly most: Limits,
  ) {}

  async page(): Promise<Page> {
    const { limit, selection, dataset } = this.question
    const likely = Math.ceil(limit / Math.ceil((limit * rowBytes(dataset, selection)) / this.most.answerBytes))
    const { table, ...head } = await this.rows(0, likely)
    const isWhole = !head.truncated || table.numRows === limit
    const left = isWhole ? { rowCount: table.numRows, truncated: head.truncated } : await this.count()
    const reading = this
    return {
      head: { ...head, ...left, receipt: { ...head.receipt, sql: pageSql(this.question) } },
      tables: this.tables(table, left.rowCount),
      get bytesRead() {
        return reading.bytesRead
      },
    }
  }

  /** How many rows the page has, and whether there are more. */
  private async count(): Promise<{ rowCount: number; truncated: boolean }> {
    const { dataset, selection, limit, offset } = this.question
    const answer = await this.ask(countSql(dataset, selection, limit + 1, offset), 1)
    const found = Number(answer.table.getChildAt(0)?.get(0))
    return { rowCount: Math.min(found, limit), truncated: found > limit }
  }

  private async *tables(first: Table, count: number): AsyncGenerator<Table, void> {
    yield first
    for (let done = first.numRows, at = first.numRows; done < count; ) {
      const { table } = await this.rows(done, Math.min(at, count - done))
      if (table.numRows === 0) throw new Error(`${this.question.dataset.dataset} has fewer rows than were counted`)
      yield table
      done += table.numRows
      at = table.numRows
    }
  }

  /** Some rows of the page, fewer where their values are larger than most. */
  private async rows(from: number, some: number): Promise<AnswerHead & { table: Table }> {
    const { dataset, selection, offset } = this.question
    const { without, left } = this.skipped(offset + from)
    try {
      return await this.ask(rowsSql(dataset, selection, some + 1, left), some, without)
    } catch (error) {
      if (some === 1 || !(error instanceof AskError && error.code === 'answer_too_large')) throw error
      return this.rows(from, Math.ceil(some / 2))
    }
  }

  /** The parts before an offset, where rows come as they are stored: they need not be read. */
  private skipped(offset: number): { without: number; left: number } {
    const { dataset, selection, asOf } = this.question
    let [without, left] = [0, offset]
    if (selection.filter !== undefined || selection.order !== undefined || asOf) return { without, left }
    for (const { rows } of dataset.parts.slice(0, -1)) {
      if (left < Number(rows)) break
      left -= Number(rows)
      without++
    }
    return { without, left }
  }

  private async ask(sql: string, rows: number, without = 0): Promise<AnswerHead & { table: Table }> {
    const answer = await askTable(this.lake, { ...this.question, sql, without }, { ...this.most, rows })
    this.bytesRead += answer.bytesRead
    return answer
  }
}

function rowBytes({ columns }: Dataset, selection: Selection): number {
  const names = selection.columns?.split(',').map((each) => each.trim())
  const bytes = columns.map(({ name, type }) =>
    names && !names.includes(name) ? 0 : VALUE_BYTES[type.base === 'TEXT' ? 'text' : 'number'],
  )
  return bytes.reduce((sum, each) => sum + each, 1)
}
