/** What the Worker's own code names that a browser has not; the page never touches it. */
type R2Bucket = import('@cloudflare/workers-types/index.ts').R2Bucket
