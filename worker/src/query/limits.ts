/** What one question may take. */
export interface Limits {
  /** Of UTF-8. */
  sqlBytes: number
  /** Rows of the answer; more are cut off, and the answer says so. */
  rows: number
  /** Read from the store for one question, cached or not. */
  scannedBytes: number
  /** Of the answer's values. */
  answerBytes: number
  millis: number
}

const MB = 1 << 20

/** For anyone who asks over HTTP. */
export const PUBLIC_LIMITS: Limits = {
  sqlBytes: 8192,
  rows: 1000,
  scannedBytes: 64 * MB,
  answerBytes: 8 * MB,
  millis: 5000,
}

/** For one's own browser: it is the visitor's memory and time. */
export const BROWSER_LIMITS: Limits = { ...PUBLIC_LIMITS, rows: 10_000, scannedBytes: 512 * MB, millis: 60_000 }
