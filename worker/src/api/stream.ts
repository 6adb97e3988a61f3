import { type Table, tableToIPC } from 'apache-arrow'
import type { DatasetColumn } from '../catalog/catalog'
import { type AnswerColumn, distinct } from '../query/answer'
import { rowsOf } from '../query/arrow'
import { csvHeading, csvLines } from './csv'
import type { FormatName } from './format'
import { ParquetFile } from './parquet'
import { objectOf } from './present'

/** Writes rows in one format, as they come. */
export interface RowsWriter {
  begin(): string
  /** What some rows become, piece by piece: none is much longer than a reader takes at a time. */
  rows(table: Table): Iterable<string | Uint8Array>
  end(): string | Uint8Array
}

/** So many become text at a time: a megabyte of 100 columns. */
const SOME_ROWS = 500

/** @property columns of the dataset, in the order of the answer: for the types of Parquet */
export interface Written {
  answer: AnswerColumn[]
  columns: DatasetColumn[]
  neutralise: boolean
}

export function writerOf(format: Exclude<FormatName, 'json' | 'atom'>, written: Written): RowsWriter {
  switch (format) {
    case 'csv':
      return csvWriter(written)
    case 'arrow':
      return arrowWriter()
    case 'parquet':
      return parquetWriter(written)
  }
}

function csvWriter({ answer, neutralise }: Written): RowsWriter {
  return {
    begin: () => csvHeading(answer, neutralise),
    *rows(table) {
      for (const some of slicesOf(table)) yield csvLines(answer, rowsOf(some), neutralise)
    },
    end: () => '',
  }
}

/**
 * Rows in a JSON document.
 *
 * @param end the rest of the document, when the rows are written
 */
export function jsonWriter(
  answer: AnswerColumn[],
  shape: 'objects' | 'arrays',
  head: object,
  end: () => object,
): RowsWriter {
  const columns = distinct(answer)
  let written = 0
  return {
    begin: () => `${JSON.stringify(head).slice(0, -1)},"rows":[`,
    *rows(table) {
      for (const some of slicesOf(table)) {
        const rows = rowsOf(some).map((row) => JSON.stringify(shape === 'arrays' ? row : objectOf(columns, row)))
        yield `${written > 0 ? ',' : ''}${rows.join(',')}`
        written += rows.length
      }
    },
    end: () => `],${JSON.stringify(end()).slice(1)}`,
  }
}

/** A mark, the length of what follows, and the same with no length at the end of a stream. */
const MARK_BYTES = 8

/** One stream of Arrow: the schema once, batches as they come, the end once. */
function arrowWriter(): RowsWriter {
  let hasSchema = false
  return {
    begin: () => '',
    *rows(table) {
      const stream = tableToIPC(table, 'stream')
      const schema = MARK_BYTES + new DataView(stream.buffer, stream.byteOffset).getInt32(4, true)
      yield stream.subarray(hasSchema ? schema : 0, stream.length - MARK_BYTES)
      hasSchema = true
    },
    end: () => new Uint8Array([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]),
  }
}

function parquetWriter({ columns }: Written): RowsWriter {
  const file = new ParquetFile(columns)
  return {
    begin: () => '',
    *rows(table) {
      if (table.numRows > 0) yield file.write(rowsOf(table))
    },
    end: () => file.end(),
  }
}

function* slicesOf(table: Table): Generator<Table> {
  for (let from = 0; from < table.numRows; from += SOME_ROWS) yield table.slice(from, from + SOME_ROWS)
}

/** The body of an answer, written while it is read; what fails then breaks it off. */
export function streamOf(tables: AsyncIterable<Table>, writer: RowsWriter): ReadableStream<Uint8Array> {
  const pieces = bytesOf(tables, writer)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

async function* bytesOf(tables: AsyncIterable<Table>, writer: RowsWriter): AsyncGenerator<Uint8Array, void> {
  const bytes = (piece: string | Uint8Array) => (typeof piece === 'string' ? new TextEncoder().encode(piece) : piece)
  yield bytes(writer.begin())
  for await (const table of tables) for (const piece of writer.rows(table)) yield bytes(piece)
  yield bytes(writer.end())
}
