/*
 * Everything that is tested on workerd, in one file: each file of tests loads the engine's 18 MB again.
 */
import { beforeAll, inject } from 'vitest'
import { putAll } from './lakes'

beforeAll(() => putAll(inject('objects')))

await import('./faces')
await import('./agreement')
await import('./published')
await import('./hostile')
await import('./sharing')
