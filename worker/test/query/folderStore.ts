import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { memoryStore } from '../memoryStore'

/** What the sink published of the bundled samples. */
export const LAKE = fileURLToPath(new URL('../fixtures/bucket', import.meta.url))

/** Every object below a folder, by key. */
export function objectsIn(folder: string, prefix = ''): Record<string, Uint8Array> {
  const objects: Record<string, Uint8Array> = {}
  for (const name of readdirSync(`${folder}/${prefix}`)) {
    const key = `${prefix}${name}`
    if (statSync(`${folder}/${key}`).isDirectory()) Object.assign(objects, objectsIn(folder, `${key}/`))
    else objects[key] = new Uint8Array(readFileSync(`${folder}/${key}`))
  }
  return objects
}

export const folderStore = (folder: string) => memoryStore(objectsIn(folder))
