import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

/** A folder as a bucket of an S3 store, for readers: GET, HEAD, ranges and conditions; who asks is not checked. */
export async function serveFolder(folder: string, bucket = 'datawarp'): Promise<{ endpoint: string; server: Server }> {
  const server = createServer((request, response) => {
    answer(join(folder, keyOf(request, bucket)), request, response).catch(() => response.writeHead(404).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

function keyOf(request: IncomingMessage, bucket: string): string {
  return decodeURIComponent(new URL(request.url ?? '/', 'http://store').pathname.slice(bucket.length + 2))
}

async function answer(file: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { size } = await stat(file)
  const etag = `"${createHash('md5')
    .update(await readFile(file))
    .digest('hex')}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '')
  const start = range ? (range[1] ? Number(range[1]) : Math.max(0, size - Number(range[2]))) : 0
  const end = range?.[1] && range[2] ? Math.min(Number(range[2]), size - 1) : size - 1
  if (range && start >= size) return void response.writeHead(416).end()
  const headers = { etag, 'content-length': end - start + 1, 'accept-ranges': 'bytes' }
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === 'HEAD' || size === 0) return void response.end()
  createReadStream(file, { start, end }).pipe(response)
}
