import type { RangeCommit } from '../../world/git-contents.js';
import type { Edge, Part } from './model.js';
import type { OrderOptions } from './options.js';
import { referencesIn } from './reference.js';

/** What commits say they need, as written, before anybody was asked about it. */
export interface Written {
  readonly from: Edge['from'];
  /** In lower case. */
  readonly trailer: string;
  readonly value: string;
}

/** Everything that the commits of a part say they need; the same value of one repository once. */
export function writtenIn(
  { name, range, mayNeed = [] }: Pick<Part, 'name' | 'range' | 'mayNeed'>,
  { trailers }: Pick<OrderOptions, 'trailers'>,
): readonly Written[] {
  const keys = new Set(keysOf(trailers).map((key) => key.toLowerCase()));
  const seen = new Set<string>();
  return [...(range.known ? range.commits : []), ...mayNeed].flatMap((one) =>
    saidBy(one, keys).flatMap(({ key, value }) => {
      if (value === '' || seen.has(`${key} ${value}`)) {
        return [];
      }

      seen.add(`${key} ${value}`);
      return [{ from: { repo: name, commit: one.commit, subject: one.subject }, trailer: key, value }];
    }),
  );
}

/** As written: those of the checklist, and the one that always counts. */
export const keysOf = (trailers: readonly string[]): readonly string[] => [...trailers, 'Needs-Deployed'];

interface Said {
  /** In lower case. */
  readonly key: string;
  readonly value: string;
}

/**
 * At the end of the message, and on any other line: a squash leaves the trailers of its commits in the middle, and Gerrit
 * and Zuul read them there, too.
 */
const saidBy = (
  { subject, body, trailers }: Pick<RangeCommit, 'subject' | 'body' | 'trailers'>,
  keys: ReadonlySet<string>,
): readonly Said[] => [
  ...trailers.filter(({ key }) => keys.has(key)),
  ...onLines(body.split('\n'), keys),
  ...inSubject(subject, keys),
];

/** With what is indented deeper below it; `git merge --squash` indents whole messages. */
const onLines = (lines: readonly string[], keys: ReadonlySet<string>): readonly Said[] =>
  lines.flatMap((line, index) => {
    const [, indent = '', key = '', first = ''] = /^([ \t]*)(?:[*-] +)?([A-Za-z0-9-]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (!keys.has(key.toLowerCase())) {
      return [];
    }

    const below = lines.slice(index + 1, index + 1 + mostBelow);
    const end = below.findIndex((one) => one.trim() === '' || one.length - one.trimStart().length <= indent.length);
    const more = end < 0 ? below : below.slice(0, end);
    return [
      {
        key: key.toLowerCase(),
        value: [first, ...more]
          .map((one) => one.trim())
          .join(' ')
          .trim(),
      },
    ];
  });

const mostBelow = 20;

const mostWords = 200;

/** Without a blank line after the first, git takes it all for the subject. Only what names a change counts there. */
function inSubject(subject: string, keys: ReadonlySet<string>): readonly Said[] {
  const words = subject.split(/\s+/, mostWords);
  return words.flatMap((word, index) => {
    const key = word.toLowerCase().replace(/:$/, '');
    if (index === 0 || key.length === word.length || !keys.has(key)) {
      return [];
    }

    const rest = words.slice(index + 1).map((one) => one.replace(/,$/, ''));
    const end = rest.findIndex((one) => one === '' || referencesIn(one).some(({ is }) => is === 'unreadable'));
    const value = (end < 0 ? rest : rest.slice(0, end)).join(' ');
    return [{ key, value }];
  });
}
