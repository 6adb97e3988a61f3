/** The store cannot be reached, fails, or does not answer in time: the request is not at fault. */
export class StoreError extends Error {}

/** Waits for what a store does. @throws StoreError when that takes too long */
export type InTime = <T>(work: Promise<T>) => Promise<T>

/** A store that answers at all answers in less; readers do not wait much longer. */
const STEPS = 5
const STEP_MILLIS = 1_000

/**
 * Waits as long as said, in steps: a thread that was busy for longer, while the answer lay there, loses one step by it.
 *
 * @param stepMillis how long one of the steps takes
 */
export function patience(stepMillis = STEP_MILLIS): InTime {
  return async (work) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<never>((_, reject) => {
      const wait = (steps: number) => {
        if (steps === 0) reject(new StoreError('The object store did not answer in time'))
        else timer = setTimeout(wait, stepMillis, steps - 1)
      }
      wait(STEPS)
    })
    try {
      return await Promise.race([work, late])
    } finally {
      clearTimeout(timer)
    }
  }
}
