import type { RevisionSource } from '../../checklist/model.js';
import { getUrl, hostOf } from '../http.js';
import { PatternTooSlow } from '../match-in-time.js';
import { commitIn } from './commit-in.js';
import type { Running } from './running.js';

/** Asks an address which commit answers there. Times in milliseconds. */
export async function askUrl(
  source: Extract<RevisionSource, { readonly url: string }>,
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Running> {
  const host = hostOf(source.url);
  const result = await getUrl(source.url, {
    signal,
    timeoutMs,
    maxBytes: 256 * 1024,
    redirects: 5,
    headers: { 'cache-control': 'no-cache' },
  });
  if (!result.ok) {
    return { host, error: `the address ${result.why}` };
  }

  if (result.status !== 200) {
    return { host, error: `the address answers with status ${result.status}` };
  }

  try {
    const commit = await commitIn(result.body.toString('utf8'), source);
    return commit === undefined ? { host, error: noCommit } : { host, commit };
  } catch (error) {
    if (error instanceof PatternTooSlow) {
      return { host, error: error.message };
    }

    throw error;
  }
}

export const noCommit = 'there is no commit in what it says';
