import { showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import { getUrl, type HttpAnswer } from '../../world/http.js';
import { matchInTime, PatternTooSlow } from '../../world/match-in-time.js';
import type { Look } from './look.js';
import type { UrlProbe } from './spec.js';

export interface UrlLook {
  /** Id of the run: part of the address, so that no cache in between answers for the server. */
  readonly run: string;
  readonly now: Date;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** PEM of the authority to trust, in place of those that Node trusts. */
  readonly ca?: string;
}

/** How much of a page is read, in bytes (checks.md section 5.11). */
const pageBytes = 64 * 1024;

/** A certificate that ends sooner is a warning, in milliseconds. */
const certificateMs = 7 * 86_400_000;

/** Asks the address once. A redirect is an answer like any other, unless `2xx` is expected. */
export async function lookAtUrl(probe: UrlProbe, { run, now, timeoutMs, signal, ca }: UrlLook): Promise<Look> {
  const result = await getUrl(addressOf(probe.url, run), {
    signal,
    timeoutMs,
    maxBytes: pageBytes,
    headers: { 'cache-control': 'no-cache' },
    redirects: probe.expect === '2xx' ? 5 : 0,
    ...(ca === undefined ? {} : { ca }),
  });
  return result.ok ? judgeAnswer(probe, result, now) : { state: 'failed', text: result.why, value: result.ms };
}

/** An answer against what is expected of it. What else is wrong weighs more than a pattern that takes too long. */
export async function judgeAnswer(probe: UrlProbe, answer: HttpAnswer, now: Date): Promise<Look> {
  const { status, ms } = answer;
  const body = await lookAtBody(probe.body, answer);
  const wrong = [
    ...(hasStatus(status, probe.expect) ? [] : [`expected ${probe.expect}`]),
    ...(ms <= probe.within ? [] : [`slower than ${showDuration(probe.within)}`]),
    ...body.wrong,
  ];
  const text = [`status ${status} in ${ms} ms`, ...wrong, ...body.unknown].join(', ');
  if (wrong.length === 0 && body.unknown.length > 0) {
    return { state: 'unknown', text, value: ms };
  }

  const warning = wrong.length === 0 ? endsSoon(answer.certificateEnds, now) : undefined;
  return {
    state: wrong.length === 0 ? 'ok' : 'failed',
    text: warning === undefined ? text : `${text}, ${warning}`,
    value: ms,
    ...(warning === undefined ? {} : { warning }),
  };
}

function addressOf(address: string, run: string): string {
  const url = new URL(address);
  url.searchParams.set('shipit', run);
  return url.href;
}

const hasStatus = (status: number, expect: number | string): boolean =>
  typeof expect === 'number' ? status === expect : Math.floor(status / 100) === Number(expect.charAt(0));

interface BodyFound {
  readonly wrong: readonly string[];
  readonly unknown: readonly string[];
}

async function lookAtBody(wanted: string | undefined, { body, truncated }: HttpAnswer): Promise<BodyFound> {
  try {
    const isThere = wanted === undefined || (await isOn(body.toString('utf8'), wanted));
    const asFar = truncated ? `, as far as its first ${pageBytes / 1024} KiB go` : '';
    return { wrong: isThere ? [] : [`\`${wanted}\` is not on the page${asFar}`], unknown: [] };
  } catch (error) {
    if (error instanceof PatternTooSlow) {
      return { wrong: [], unknown: [error.message] };
    }

    throw error;
  }
}

async function isOn(page: string, wanted: string): Promise<boolean> {
  const [, pattern] = /^\/(.+)\/$/.exec(wanted) ?? [];
  if (pattern === undefined) {
    return page.includes(wanted);
  }

  const [hit] = await matchInTime(new RegExp(pattern, 'u'), [page]);
  return hit !== undefined;
}

function endsSoon(certificateEnds: string | undefined, now: Date): string | undefined {
  const left = Date.parse(certificateEnds ?? '') - now.getTime();
  return left < certificateMs
    ? `its certificate ends in ${plural(Math.max(0, Math.floor(left / 86_400_000)), 'day')}`
    : undefined;
}
