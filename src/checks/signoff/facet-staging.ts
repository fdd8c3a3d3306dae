import type { Verdict } from '../../checklist/model.js';
import { type Release, short } from '../../run/release.js';
import { worst } from '../../run/verdict.js';
import { plural } from '../../text/plural.js';
import type { Running } from '../../world/revision/running.js';
import type { FacetFound } from '../kind.js';
import type { Compared, Different } from './compare.js';
import { commitLines } from './words.js';

/** Who said what runs where it is tried, and how that stands to the release. */
export interface StagingAnswer {
  readonly running: Running;
  /** Absent where nobody knows a commit. */
  readonly compared?: Compared;
}

/** Facet `staging`: what people tried is what runs there now. */
export function stagingFacet(env: string, release: Release, answers: readonly StagingAnswer[]): FacetFound {
  if (answers.length === 0) {
    return {
      verdict: 'unknown',
      summary: `nobody said how to ask ${env} what it runs: give it \`revision\``,
    };
  }

  const judged = answers.map((one) => ({ ...one, ...judge(env, release, one) }));
  const open = judged.filter(({ verdict }) => verdict !== 'go');
  const verdict = worst(judged.map((one) => one.verdict));
  const first = (open.length > 0 ? open : judged).filter((one) => one.verdict === verdict);
  return {
    verdict,
    summary: [...new Set(first.map(({ summary }) => summary))].slice(0, 2).join('; '),
    findings: open.map((one) => ({ key: one.key, verdict: one.verdict, text: `${one.running.host}: ${one.summary}` })),
    detail: [
      ...(judged.length > 1 ? judged.map((one) => `${one.running.host}: ${one.summary}`) : []),
      ...new Set(open.flatMap(({ compared }) => differenceLines(compared, env))),
    ],
  };
}

interface Judged {
  readonly verdict: Verdict;
  readonly summary: string;
  readonly key: string;
}

function judge(env: string, release: Release, { running, compared }: StagingAnswer): Judged {
  const { host, commit = '', error, nothing } = running;
  if (compared === undefined) {
    return error === undefined
      ? { verdict: 'no-go', summary: `nothing runs on ${env}: ${nothing ?? ''}`, key: `nothing:${host}` }
      : { verdict: 'unknown', summary: `${env} could not be asked: ${host}: ${error}`, key: `unasked:${host}` };
  }

  const key = `${short(commit)}:${host}`;
  const runs = `${env} runs ${short(commit)}`;
  switch (compared.is) {
    case 'same':
      return { verdict: 'go', summary: `${env} runs ${short(release.commit)}`, key };
    case 'same-content':
      return { verdict: 'go', summary: `${runs}, which has exactly the content of ${short(release.commit)}`, key };
    case 'not-here':
      return { verdict: 'no-go', summary: `${runs}, which is not in this clone`, key };
    case 'unknown':
      return { verdict: 'unknown', summary: `${runs}: ${compared.why}`, key };
    case 'different':
      return { verdict: verdictOf(compared), summary: `${runs}, ${apart(compared)}${onlyWords(compared)}`, key };
  }
}

/** What differs in nothing but sign-offs is what was tried. */
export const verdictOf = ({ only }: Pick<Different, 'only'>): Verdict =>
  only === 'signoffs' ? 'go' : only === 'ignored' ? 'warn' : 'no-go';

export const onlyWords = ({ only }: Pick<Different, 'only'>): string =>
  only === undefined ? '' : only === 'signoffs' ? '; only sign-offs differ' : '; only ignored paths differ';

/** `3 commits ahead`, `2 commits behind`, or both: seen from the other commit. */
export const apart = ({ ahead, behind }: Pick<Different, 'ahead' | 'behind'>): string =>
  [
    ...(ahead.length > 0 ? [`${plural(ahead.length, 'commit')} ahead`] : []),
    ...(behind.length > 0 ? [`${plural(behind.length, 'commit')} behind`] : []),
  ].join(' and ');

const differenceLines = (compared: Compared | undefined, env: string): readonly string[] =>
  compared?.is === 'different'
    ? [
        ...titled(`On ${env} and not in the release:`, compared.ahead),
        ...titled(`In the release and not on ${env}:`, compared.behind),
      ]
    : [];

const titled = (title: string, commits: Different['ahead']): readonly string[] =>
  commits.length === 0 ? [] : [title, ...commitLines(commits).map((line) => `  ${line}`)];
