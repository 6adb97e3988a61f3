import { McpServer } from '@modelcontextprotocol/server'
import type { Context } from './context'
import { INSTRUCTIONS, runTool, TOOLS } from './tools'

const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

/** A server that offers the tools; the caller connects it to clients. */
export function mcpServer(context: Context): McpServer {
  const server = new McpServer(
    { name: 'datawarp', title: 'DataWarp', version: '0.1.0' },
    { instructions: INSTRUCTIONS },
  )
  for (const tool of TOOLS) {
    const { title, description, input } = tool
    server.registerTool(
      tool.name,
      { title, description, inputSchema: input, annotations: READ_ONLY },
      async (asked: unknown) => {
        const { text, failed } = await runTool(tool, asked, context)
        return { content: [{ type: 'text', text }], ...(failed ? { isError: true } : {}) }
      },
    )
  }
  return server
}
