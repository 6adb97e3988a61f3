import { expect, it } from 'vitest'
import * as z from 'zod'
import { INSTRUCTIONS, TOOLS } from '../../src/mcp/tools'

/** `datawarp mcp` reads this file: what an agent is told is the same over HTTP and over standard input and output. */
const STDIO = '../../../app/src/main/resources/org/datawarp/app/mcp/tools.json'

it('are told in the same words by datawarp mcp; npx vitest -u when they changed', async () => {
  const tools = TOOLS.map(({ name, title, description, input }) => ({
    name,
    title,
    description,
    inputSchema: z.toJSONSchema(input, { io: 'input' }),
  }))

  await expect(`${JSON.stringify({ instructions: INSTRUCTIONS, tools }, null, 2)}\n`).toMatchFileSnapshot(STDIO)
})
