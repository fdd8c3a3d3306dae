import type { Operator } from '../../run/release.js';
import { showAge, showDuration } from '../../text/duration.js';
import { plural } from '../../text/plural.js';
import type { Read } from '../../world/git-answers.js';
import type { RangeCommit } from '../../world/git-contents.js';
import type { FacetFound } from '../kind.js';
import { isSame, type People, type Somebody, whoCommits } from '../persons.js';
import type { SincePrevious } from '../since-previous.js';
import { type Confirmation, wordKey } from './confirmation.js';

/** Clocks of two people differ by so much, in milliseconds. */
const clocksDiffer = 60_000;

/** Facet `fresh`: what was tried long ago was tried beside other data and other services. */
export function freshFacet(confirmation: Confirmation, maxAge: number, now: Date): FacetFound {
  const { at, name } = confirmation;
  const age = now.getTime() - Date.parse(at);
  if (age < -clocksDiffer) {
    const here = now.toISOString();
    return { verdict: 'unknown', summary: `${name} confirmed it at ${at}, and here it is ${here}: a clock is wrong` };
  }

  return age > maxAge
    ? refused(confirmation, `confirmed ${showAge(age)}, more than ${showDuration(maxAge)}: ask ${name} again`)
    : { verdict: 'go', summary: `confirmed ${showAge(Math.max(0, age))}` };
}

/** Facet `signed`: only the key in `people` counts. */
export function signedFacet(confirmation: Confirmation): FacetFound {
  const { name, from, signature } = confirmation;
  switch (signature?.state) {
    case undefined:
      return { verdict: 'n/a', summary: `${from} says who it was` };
    case 'good':
      return { verdict: 'go', summary: `signed by ${name} with ${signature.key}` };
    case 'none':
      return refused(confirmation, `${from} is not signed: shipit signoff --sign`);
    case 'no-key':
      return refused(confirmation, `nobody can check the signature: \`people\` has no key of ${name}`);
    case 'bad':
      return refused(confirmation, `the signature does not hold: ${signature.why}`);
    case 'unknown':
      return { verdict: 'unknown', summary: `the signature could not be checked: ${signature.why}` };
  }
}

const refused = (confirmation: Confirmation, summary: string): FacetFound => ({
  verdict: 'no-go',
  summary,
  findings: [{ key: wordKey(confirmation), verdict: 'no-go', text: summary }],
});

export interface SelfContext {
  readonly people: People;
  readonly operator: Operator;
  readonly since: SincePrevious;
  /** What is in the release since then; absent where there is nothing to compare with. */
  readonly commits: Read<readonly RangeCommit[]> | undefined;
}

/** Facet `self`: a second pair of eyes looked at it. */
export function selfFacet({ person, name }: Confirmation, context: SelfContext): FacetFound {
  const { people, operator, since, commits } = context;
  const they: Somebody = { name, left: false, ...(person === undefined ? {} : { key: person }) };
  if (isSame(they, whoCommits(operator, people))) {
    return { verdict: 'warn', summary: `${name} confirmed it and deploys it` };
  }

  const all = commits?.known ? commits.value.filter(({ parents }) => parents.length < 2) : [];
  const own = all.filter(({ author, email }) => isSame(they, whoCommits({ name: author, email }, people)));
  if (own.length > 0) {
    return {
      verdict: 'warn',
      summary: `${name} confirmed it and wrote ${own.length} of ${plural(all.length, 'commit')}`,
    };
  }

  const why = since.doubt ?? (commits?.known === false ? commits.why : undefined);
  if (why !== undefined) {
    return { verdict: 'unknown', summary: why };
  }

  return commits === undefined
    ? { verdict: 'n/a', summary: 'first deploy' }
    : { verdict: 'go', summary: `${name} wrote none of ${plural(all.length, 'commit')}` };
}
