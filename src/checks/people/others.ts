import type { FormLine } from '../../run/evidence.js';
import type { FacetFound, GatherContext } from '../kind.js';
import { oneOf } from '../one-of.js';
import { type Somebody, whoIs, withRole } from '../persons.js';
import type { NeedLook, Stretch } from './model.js';

/** What is said of somebody beside their name in a choice: `on leave until Fri 27 Nov`. */
export type Flags = (who: Somebody) => readonly string[];

export interface OthersQuestion {
  readonly stretch: Stretch;
  readonly isOperator: (who: Somebody) => boolean;
  /** They are, or nobody could tell. */
  readonly couldBeOperator: (who: Somebody) => boolean;
  readonly flags: Flags;
}

/** Somebody besides the operator who can deploy and roll back: one person alone is a single point of failure. */
export function lookForSecond(question: OthersQuestion, { checklist: { people } }: GatherContext): NeedLook {
  if (Object.keys(people).length === 0) {
    const summary = 'the checklist has no `people`: nobody knows who else there is';
    return { needed: [], facets: { second: typed(summary, { notOperator: true }) } };
  }

  const others = Object.entries(people)
    .filter(([, { left }]) => !left)
    .flatMap(([key]) => whoIs(key, people) ?? [])
    .filter((who) => !question.couldBeOperator(who));
  const [only] = others;
  if (only === undefined) {
    const summary = 'a single point of failure: `people` names nobody but you who could take over or roll back';
    return { needed: [], facets: { second: { verdict: 'no-go', summary } } };
  }

  return others.length === 1
    ? {
        needed: [
          { facet: 'second', who: only, because: 'second person', stretch: question.stretch, source: '`people`' },
        ],
        facets: {},
      }
    : {
        needed: [],
        facets: { second: oneOfThem(others, { inWords: othersInPeople, notOperator: true }, question.flags) },
      };
}

/** Whoever of a role; or the person of that key. */
export function lookForRole(role: string, question: OthersQuestion, { checklist }: GatherContext): NeedLook {
  const { people } = checklist;
  const { stretch } = question;
  const person = whoIs(role, people);
  const all = person === undefined ? withRole(role, people) : [person];
  const source = person === undefined ? `the role \`${role}\`` : 'the checklist';
  const because = person === undefined ? role : 'needed';
  const name = oneOf('role', role);
  const [only] = all;
  if (only === undefined) {
    const summary = `nobody in \`people\` who is still here is \`${role}\``;
    return {
      needed: [],
      facets: { [name]: { verdict: 'no-go', summary, question: `Is somebody at hand who is ${role}?` } },
    };
  }

  const self = all.find(question.isOperator);
  if (all.length === 1 || self !== undefined) {
    return { needed: [{ facet: 'role', who: self ?? only, because, stretch, source }], facets: {} };
  }

  return {
    needed: [],
    facets: { [name]: oneOfThem(all, { inWords: (who) => `${who} can be ${role}` }, question.flags) },
  };
}

/** Whether they can deploy nobody has said. */
const othersInPeople = (who: string): string => `besides you \`people\` has ${who}`;

/** One of a few, whom a person chooses; of many, a person types the name. */
function oneOfThem(
  all: readonly Somebody[],
  { inWords, ...line }: Pick<FormLine, 'notOperator'> & { readonly inWords: (who: string) => string },
  flags: Flags,
): FacetFound {
  return all.length > mostChoices
    ? typed(inWords(`${all.length} people`), line)
    : {
        verdict: 'unknown',
        human: true,
        summary: inWords(all.map(({ name }) => name).join(', ')),
        form: {
          choice: {
            name: 'who',
            title: 'Who is it?',
            // The key, because two people can have one name.
            options: all.map((who) => ({ value: who.key ?? who.name, label: labelOf(who, all, flags(who)) })),
          },
        },
      };
}

function labelOf(who: Somebody, all: readonly Somebody[], flags: readonly string[]): string {
  const isOneOfTwo = all.filter(({ name }) => name === who.name).length > 1;
  const more = [...(isOneOfTwo && who.key !== undefined ? [who.key] : []), ...flags];
  return [who.name, ...(more.length === 0 ? [] : [`(${more.join(', ')})`])].join(' ');
}

/** What a form offers. */
const mostChoices = 12;

const typed = (summary: string, line: Pick<FormLine, 'notOperator'>): FacetFound => ({
  verdict: 'unknown',
  human: true,
  summary,
  form: {
    lines: [
      {
        name: 'who',
        title: line.notOperator ? 'Who is it? Type the name; not your own.' : 'Who is it? Type the name.',
        least: 2,
        ...line,
      },
    ],
  },
});
