import { McpServer } from '@modelcontextprotocol/server'
import { type Context, INSTRUCTIONS, runTool, type Tool, TOOLS } from './tools'

const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }

/**
 * A server that offers the tools; how clients reach it is for who connects it.
 *
 * @param refused why a tool may not run now, if so: a budget is spent, or SQL is not answered here
 */
export function mcpServer(
  context: Context,
  refused: (tool: Tool) => Promise<string | undefined> = async () => undefined,
): McpServer {
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
        const reason = await refused(tool)
        const { text, failed } = reason ? { text: reason, failed: true } : await runTool(tool, asked, context)
        return { content: [{ type: 'text', text }], ...(failed ? { isError: true } : {}) }
      },
    )
  }
  return server
}
