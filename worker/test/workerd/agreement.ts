import { describe, expect, inject, it } from 'vitest'
import { ask } from '../../src/query/ask'
import { PUBLIC_LIMITS } from '../../src/query/limits'
import { QUESTIONS } from '../query/questions'
import { boundLake } from './lakes'

const answers = QUESTIONS.map((sql, i) => ({ sql, native: inject('native')[i] }))

describe('the engine in a Worker and native DuckDB', () => {
  const lake = boundLake()

  it.each(answers)('agree on $sql', async ({ sql, native }) => {
    const answer = await ask(lake, { sql }, PUBLIC_LIMITS)

    expect(answer.rows).toEqual(native?.rows)
  })
})
