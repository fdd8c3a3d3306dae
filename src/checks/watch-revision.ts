import type { RevisionSource } from '../checklist/model.js';
import { type Release, short } from '../run/release.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { getUrl, hostOf } from '../world/http.js';
import { matchInTime, PatternTooSlow } from '../world/match-in-time.js';
import type { FacetFound } from './kind.js';

/** What one host, or the address in front of them, says it runs; or why nobody knows. */
export interface Running {
  readonly host: string;
  /** Full or shortened. */
  readonly commit?: string;
  readonly error?: string;
}

/** Facet `revision`: every host has to run the release. One that does not weighs more than one that nobody could ask. */
export function revisionFacet({ commit }: Release, running: readonly Running[]): FacetFound {
  if (running.length === 0) {
    return { verdict: 'n/a', summary: 'the target names no `revision` to ask' };
  }

  const others = running.filter((one) => one.commit !== undefined && !isCommit(one.commit, commit));
  const unknown = running.filter((one) => one.commit === undefined);
  const detail = running.map(
    ({ host, commit: found, error }) => `${host}: ${found === undefined ? (error ?? 'unknown') : short(found)}`,
  );
  if (others.length > 0) {
    return {
      verdict: 'no-go',
      summary: others.map(({ host, commit: found }) => `${host} still runs ${short(found ?? '')}`).join(', '),
      detail,
      findings: others.map(({ host, commit: found }) => ({
        key: `${host}:${short(found ?? '')}`,
        verdict: 'no-go',
        text: `${host} runs ${short(found ?? '')}, not ${short(commit)}`,
      })),
    };
  }

  if (unknown.length > 0) {
    return { verdict: 'unknown', summary: unknown.map(({ host, error }) => `${host}: ${error}`).join(', '), detail };
  }

  return {
    verdict: 'go',
    summary: `${running.length === 1 ? running[0]?.host : plural(running.length, 'host')} ${running.length === 1 ? 'runs' : 'run'} ${short(commit)}`,
    detail,
  };
}

/** Short ids have at least seven digits: fewer fit too many commits. */
const isCommit = (found: string, commit: string): boolean =>
  found.length >= 7 && commit.startsWith(found.toLowerCase());

/** Asks everything that can be asked from this machine. A ref says what was deployed, not what runs. */
export async function askRunning(
  sources: readonly RevisionSource[],
  { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<readonly Running[]> {
  const asked = sources.filter((source) => !('ref' in source));
  return Promise.all(
    asked.map(async (source): Promise<Running> => {
      if (!('url' in source)) {
        return { host: 'the hosts', error: 'this version cannot ask them' };
      }

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
        return commit === undefined ? { host, error: 'there is no commit in what it says' } : { host, commit };
      } catch (error) {
        if (error instanceof PatternTooSlow) {
          return { host, error: error.message };
        }

        throw error;
      }
    }),
  );
}

type UrlSource = Extract<RevisionSource, { readonly url: string }>;

/**
 * The commit in a page: at a path in its JSON or XML, by a pattern with one group, or else its first line.
 * @throws PatternTooSlow
 */
export async function commitIn(
  page: string,
  { json, xml, match }: Omit<UrlSource, 'url'>,
): Promise<string | undefined> {
  const found =
    json !== undefined
      ? inJson(page, json)
      : xml !== undefined
        ? inXml(page, xml)
        : match !== undefined
          ? (await matchInTime(new RegExp(match, 'u'), [page]))[0]?.group
          : page.trim().split('\n')[0];
  const commit = safeLine(found ?? '').trim();
  return /^[0-9a-f]{7,64}$/i.test(commit) ? commit.toLowerCase() : undefined;
}

function inJson(page: string, path: string): string | undefined {
  try {
    const value = path
      .split('.')
      .reduce<unknown>(
        (at, name) => (typeof at === 'object' && at !== null ? new Map(Object.entries(at)).get(name) : undefined),
        JSON.parse(page),
      );
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Enough of XML for `/about/commit`: elements by name, the first of each, text without further elements. */
function inXml(page: string, path: string): string | undefined {
  const names = path.split('/').filter((name) => name !== '');
  return names.reduce<string | undefined>((text, name) => text && elementIn(text, name), page)?.replace(/<[^>]*>/g, '');
}

function elementIn(text: string, name: string): string | undefined {
  const opening = [`<${name}>`, `<${name} `].map((tag) => text.indexOf(tag)).filter((at) => at !== -1);
  const start = opening.length === 0 ? -1 : text.indexOf('>', Math.min(...opening));
  const end = text.indexOf(`</${name}>`, start);
  return start === -1 || end === -1 ? undefined : text.slice(start + 1, end);
}
