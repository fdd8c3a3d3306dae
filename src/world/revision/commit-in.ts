import type { RevisionSource } from '../../checklist/model.js';
import { safeLine } from '../../text/sanitise.js';
import { matchInTime } from '../match-in-time.js';

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
  return asCommit(found ?? '');
}

/** What somebody outside says is a commit: 7 to 64 hexadecimal digits and nothing else, in lower case. */
export function asCommit(text: string): string | undefined {
  const commit = safeLine(text, 200).trim();
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
