import type { People } from '../persons.js';
import type { Confirmation } from './confirmation.js';

/** A confirmation, and how what was confirmed stands to the release. */
export interface About {
  readonly confirmation: Confirmation;
  /** `exact`: this commit, or another with the same content. `older`: the release has more commits. */
  readonly what: 'exact' | 'older';
}

export type Chosen =
  | { readonly found: 'nobody' }
  /** Somebody said something, and it is not theirs to say. */
  | { readonly found: 'not-theirs'; readonly about: About; readonly why: string }
  | { readonly found: 'one'; readonly about: About };

/**
 * Whose word counts: the newest by somebody of the role, about exactly this commit before any about an older one. A
 * no-go that is newer than that wins, whatever of the two it is about.
 */
export function choose(all: readonly About[], role: string, people: People): Chosen {
  const newest = all.toSorted(byTime);
  const theirs = newest.filter(({ confirmation }) => notTheirs(confirmation, role, people) === undefined);
  const first = theirs.find(({ what }) => what === 'exact') ?? theirs[0];
  if (first !== undefined) {
    const refused = theirs.find((one) => one.confirmation.verdict === 'no-go' && instant(one) >= instant(first));
    return { found: 'one', about: refused ?? first };
  }

  const [other] = newest;
  return other === undefined
    ? { found: 'nobody' }
    : { found: 'not-theirs', about: other, why: notTheirs(other.confirmation, role, people) ?? '' };
}

/** Of two at the same moment the no-go counts. */
const byTime = (a: About, b: About): number =>
  instant(b) - instant(a) || Number(b.confirmation.verdict === 'no-go') - Number(a.confirmation.verdict === 'no-go');

const instant = ({ confirmation }: About): number => Date.parse(confirmation.at);

/** Why somebody cannot confirm it for that role; undefined: they can. */
function notTheirs({ person, name, role: spoken }: Confirmation, role: string, people: People): string | undefined {
  const found = person === undefined ? undefined : people[person];
  if (found === undefined) {
    return `${name} is not in \`people\``;
  }

  if (!found.roles.includes(role)) {
    return `${name} has not the role ${role}`;
  }

  if (found.left) {
    return `${name} has left`;
  }

  return spoken === undefined || spoken === role ? undefined : `${name} confirmed it as ${spoken}, not as ${role}`;
}
