import { z } from '../../checklist/zod.js';
import { short } from '../../run/release.js';
import type { People } from '../persons.js';
import type { Confirmation } from './confirmation.js';

const id = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
const login = z.string().max(100);
const instant = z.iso.datetime({ offset: true });
const text = z.string().nullish();

/** `[number, head.sha]` */
export const pullRow = z.tuple([z.int(), id]);
/** `[user.login, state, commit_id, submitted_at, body, html_url]`; a pending one has no time, a deleted account no login. */
export const reviewRow = z.tuple([login.nullish(), z.string(), id.nullish(), instant.nullish(), text, text]);
/** `[user.login, body, created_at, updated_at, html_url]` */
export const commentRow = z.tuple([login.nullish(), text, instant, instant, text]);

export interface PullRows {
  readonly number: number;
  readonly head: string;
  readonly reviews: readonly z.output<typeof reviewRow>[];
  readonly comments: readonly z.output<typeof commentRow>[];
}

/**
 * Reviews and `/signoff COMMIT` comments of a pull request as confirmations. The login is the identity; what GitHub calls
 * the author's association is not looked at. A review is about the commit that was its head then.
 * @param names full ids that a shortened one may mean
 */
export function confirmationsOf(
  { number, head, reviews, comments }: PullRows,
  people: People,
  names: readonly string[],
): { readonly list: readonly Confirmation[]; readonly passedOver: readonly string[] } {
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
  const read = comments.flatMap(([who, body, at, edited, link]): readonly (Confirmation | string)[] => {
    const said = /^[ \t]*\/signoff[ \t]+([0-9a-f]{7,64})\b[ \t]*(.*)$/im.exec(body ?? '');
    const digits = said?.[1]?.toLowerCase();
    if (!who || digits === undefined) {
      return [];
    }

    if (edited !== at) {
      return [`a /signoff of ${who} on PR #${number} was edited afterwards, perhaps by somebody else`];
    }

    const [commit, ...others] = [...new Set([head, ...names])].filter((one) => one.startsWith(digits));
    return commit === undefined || others.length > 0
      ? [`a /signoff of ${who} on PR #${number} is about ${short(digits)}`]
      : [{ ...whoIs(who), commit, verdict: 'go' as const, at: utc(at), ...words(said?.[2]), ...where(link, number) }];
  });
  return {
    list: [...reviewed, ...read.filter((one) => typeof one !== 'string')],
    passedOver: read.filter((one) => typeof one === 'string'),
  };
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
