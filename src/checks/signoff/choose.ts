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
  | {
      readonly found: 'one';
      readonly about: About;
      /** No-gos of others of the role that were never taken back, about an older commit and before this one. */
      readonly against: readonly About[];
      /** No-gos of those whose word does not count, newest first. */
      readonly aside: readonly { readonly about: About; readonly why: string }[];
    };

/**
 * Whose word counts: the newest by somebody of the role, about exactly this commit before any about an older one. Each of
 * them takes back only their own: a no-go wins over the go of somebody else where it is about exactly this commit, or the
 * same one, or newer.
 */
export function choose(all: readonly About[], role: string, people: People): Chosen {
  const newest = all.toSorted(byTime);
  const judged = newest.map((about) => ({ about, why: notTheirs(about.confirmation, role, people) }));
  const theirs = judged.filter(({ why }) => why === undefined).map(({ about }) => about);
  const last = [...new Set(theirs.map(personOf))].map((person) =>
    lastOf(theirs.filter((one) => personOf(one) === person)),
  );
  const words = last.flat().toSorted(byTime);
  const first = words.find(({ what }) => what === 'exact') ?? words[0];
  if (first !== undefined) {
    const against = words.filter((one) => one !== first && refuses(one));
    const refused = against.find(
      (one) =>
        one.what === 'exact' || one.confirmation.commit === first.confirmation.commit || instant(one) >= instant(first),
    );
    const aside = judged.flatMap(({ about, why }) =>
      why === undefined || about.confirmation.verdict === 'go' ? [] : [{ about, why }],
    );
    return { found: 'one', about: refused ?? first, against: against.filter((one) => one !== refused), aside };
  }

  const [other] = judged;
  return other === undefined ? { found: 'nobody' } : { found: 'not-theirs', about: other.about, why: other.why ?? '' };
}

/** What was changed after it was signed may have been a no-go. */
const refuses = ({ confirmation }: About): boolean =>
  confirmation.verdict === 'no-go' || confirmation.signature?.state === 'bad';

const personOf = ({ confirmation }: About): string => confirmation.person ?? confirmation.name;

/** The word of one person, of all that they said, newest first. */
function lastOf(said: readonly About[]): readonly About[] {
  const first = said.find(({ what }) => what === 'exact') ?? said[0];
  const refused = said.find((one) => first !== undefined && refuses(one) && instant(one) >= instant(first));
  const last = refused ?? first;
  return last === undefined ? [] : [last];
}

/** Of two at the same moment the no-go counts. */
const byTime = (a: About, b: About): number => instant(b) - instant(a) || Number(refuses(b)) - Number(refuses(a));

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
