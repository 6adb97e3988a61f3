/**
 * Where addresses in answers begin: at the public address if one is set, else where the reader reached us.
 *
 * @param publicUrl as `publicOrigin` read it
 */
export function originOf(request: Request, publicUrl: string | undefined): string {
  return publicUrl ?? new URL(request.url).origin
}

/** The request as it reads at the public address: all links in its answer are made from its URL. */
export function atPublicAddress(request: Request, publicUrl: string | undefined): Request {
  const { origin, pathname, search } = new URL(request.url)
  const to = originOf(request, publicUrl)
  return to === origin ? request : new Request(`${to}${pathname}${search}`, request)
}

/** Reads the setting PUBLIC_URL; nothing when it is not set. @throws Error saying what is expected */
export function publicOrigin(setting: string | undefined): string | undefined {
  const text = setting?.trim()
  if (!text) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) return url.origin
  throw new Error(
    `PUBLIC_URL: found ${JSON.stringify(text)}, expected http or https, a host and perhaps a port, without a path, such as https://data.example.org`,
  )
}
