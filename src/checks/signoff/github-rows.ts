import { z } from '../../checklist/zod.js';
import { short } from '../../run/release.js';
import { commitId } from '../commit-id.js';
import type { People } from '../persons.js';
import type { Confirmation } from './confirmation.js';

const login = z.string().max(100);
const instant = z.iso.datetime({ offset: true });
const text = z.string().nullish();

/** `[number, head.sha]` */
export const pullRow = z.tuple([z.int(), commitId]);
/** `[user.login, state, commit_id, submitted_at, body, html_url]`; a pending one has no time, a deleted account no login. */
export const reviewRow = z.tuple([login.nullish(), z.string(), commitId.nullish(), instant.nullish(), text, text]);
/** `[user.login, body, created_at, updated_at, html_url]` */
export const commentRow = z.tuple([login.nullish(), text, instant, instant, text]);

export interface PullRows {
  readonly number: number;
  readonly head: string;
  readonly reviews: readonly z.output<typeof reviewRow>[];
  readonly comments: readonly z.output<typeof commentRow>[];
}

/**
 * Reviews and `/signoff COMMIT go|no-go: note` comments of a pull request as confirmations. The login is the identity;
 * what GitHub calls the author's association is not looked at. A review is about the commit that was its head then.
 * @param names full ids that a shortened one may mean
 */
export function confirmationsOf(
  { number, head, reviews, comments }: PullRows,
  people: People,
  names: readonly string[],
): {
  readonly list: readonly Confirmation[];
  readonly unclear: readonly Unclear[];
  readonly passedOver: readonly string[];
} {
  const whoIs = (name: string): Pick<Confirmation, 'person' | 'name'> => {
    const found = Object.entries(people).find(([, { logins = [] }]) =>
      logins.some((one) => one.toLowerCase() === name.toLowerCase()),
    );
    return found === undefined ? { name } : { person: found[0], name: found[1].name ?? found[0] };
  };
  const reviewed = reviews.flatMap(([who, state, commit, at, body, link]): readonly Confirmation[] => {
    const verdict = state === 'APPROVED' ? 'go' : state === 'CHANGES_REQUESTED' ? 'no-go' : undefined;
    return verdict === undefined || !who || !commit || !at
      ? []
      : [{ ...whoIs(who), commit, verdict, at: utc(at), ...words(body), ...where(link, number) }];
  });
  const read = comments.flatMap(([who, body, at, edited, link]): readonly (Confirmation | Unclear | string)[] =>
    !who
      ? []
      : signoffLines(body ?? '').map(([digits, rest]) => {
          const word = wordOf(rest);
          // Whoever may edit comments can make a go of anything; a no-go that was edited is still looked into.
          if (edited !== at && word?.verdict !== 'no-go') {
            return `a /signoff of ${who} on PR #${number} was edited afterwards, perhaps by somebody else`;
          }

          const [commit, ...others] = [...new Set([head, ...names])].filter((one) => one.startsWith(digits));
          if (commit === undefined || others.length > 0) {
            return `a /signoff of ${who} on PR #${number} is about ${short(digits)}`;
          }

          const told = { ...whoIs(who), commit, at: utc(at), ...where(link, number) };
          return word === undefined
            ? { ...told, unclear: `the /signoff of ${who} on PR #${number}` }
            : { ...told, verdict: word.verdict, ...words(word.note) };
        }),
  );
  const list = [...reviewed, ...read.filter((one) => typeof one !== 'string' && 'verdict' in one)];
  return {
    list,
    unclear: read
      .filter((one) => typeof one !== 'string' && 'unclear' in one)
      .filter((one) => !list.some(({ person, name, at }) => person === one.person && name === one.name && at > one.at)),
    passedOver: read.filter((one) => typeof one === 'string'),
  };
}

/** A line that names a commit and says neither go nor no-go, with no later word of theirs. */
export interface Unclear extends Omit<Confirmation, 'verdict'> {
  /** Which line that is. */
  readonly unclear: string;
}

export const neither = 'says neither go nor no-go; write /signoff COMMIT go: … or /signoff COMMIT no-go: …';

/** All of a comment: digits in lower case, and what stands behind them. */
const signoffLines = (body: string): readonly (readonly [string, string])[] =>
  [...body.matchAll(/^[ \t]*\/signoff[ \t]+([0-9a-f]{7,64})\b[ \t]*(.*)$/gim)].map(
    ([, digits = '', rest = '']) => [digits.toLowerCase(), rest.trim()] as const,
  );

/** Nothing and `go` are a go; `no-go` and a bare no are a no-go. What else stands there, `go-live fails`, is nobody's go. */
function wordOf(rest: string): { readonly verdict: Confirmation['verdict']; readonly note: string } | undefined {
  const text = rest.replace(/^[:,–—-]\s*/, '');
  const [no] = /^(?:no[ -]?go\b|(?:no|nope|not|stop|wait)(?=$|\s*[:;,.!–—-]))/i.exec(text) ?? [];
  const [go] = /^go(?=$|\s*[:;,.!–—]|\s+-\s)/i.exec(text) ?? [];
  const said = no ?? go ?? (rest === '' ? '' : undefined);
  return said === undefined
    ? undefined
    : { verdict: no === undefined ? 'go' : 'no-go', note: text.slice(said.length).replace(/^[\s:;,.!–—-]+/, '') };
}

const utc = (at: string): string => new Date(at).toISOString();

/** The first line that says something. */
function words(body: string | null | undefined): { readonly note?: string } {
  const note = body
    ?.split('\n')
    .map((one) => one.trim())
    .find((one) => one !== '');
  return note === undefined ? {} : { note: note.slice(0, 300) };
}

const where = (link: string | null | undefined, number: number): { readonly from: string; readonly link?: string } =>
  link === undefined || link === null ? { from: `PR #${number}` } : { from: `PR #${number}`, link };
