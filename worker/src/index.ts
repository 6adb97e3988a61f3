import { env } from 'cloudflare:workers'
import { SqlDoor } from './sql/door'
import { type SqlEnv, sqlServiceOf } from './sql/service'
import { Work } from './sql/work'
import { type Env, start } from './start'

/** Between two checks of whether it is the turn of a client's statement. */
const PAUSE_MILLIS = 20

/*
 * The Worker that people and programs reach. It runs no SQL: what does is `sql.ts`, apart.
 *
 * Made while the isolate starts, which has a second of its own: a request has milliseconds. One per isolate, so that the
 * catalogue is parsed once a version.
 */
export default { fetch: start(env as Env, { door: doorOf(env as Env & SqlEnv) }) }

function doorOf(env: Env & SqlEnv): SqlDoor | undefined {
  if (env.QUERIES === 'browser') return undefined
  const now = () => performance.now()
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve, PAUSE_MILLIS))
  return new SqlDoor(sqlServiceOf(env), new Work(now, pause), now)
}
