import type { HttpOptions, HttpResult } from './http-types.js';

export type { HttpAnswer, HttpFailure, HttpOptions, HttpResult } from './http-types.js';

/**
 * One GET, bounded in time and size, over a connection of its own. Never throws. Follows no redirect unless asked, and
 * then only to http(s), and never from https back to http. Proxy variables of the environment are not looked at. What
 * it takes is loaded at the first call only.
 * @param address http(s); everything else is a failure in words
 */
export async function getUrl(address: string, options: HttpOptions): Promise<HttpResult> {
  const { requestUrl } = await import('./http-request.js');
  return requestUrl(address, options);
}

/** `calendar.example:8443`: all of an address that may be shown, since its path or query may be a key. */
export const hostOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).host || 'a web address' : 'a web address';
