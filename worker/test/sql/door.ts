import { SqlDoor } from '../../src/sql/door'
import type { SqlService } from '../../src/sql/service'
import { Work, type WorkLimits } from '../../src/sql/work'

/** A clock that is moved by hand. */
export function handClock() {
  const clock = () => clock.millis
  clock.millis = 0
  return clock
}

/** A moment in which all else runs. */
export const pause = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A door to a service, for clients who have all their work left. */
export function doorTo(service: SqlService, now = () => 0, limits?: WorkLimits): SqlDoor {
  return new SqlDoor(service, new Work(now, pause, limits), now)
}
