import type { FacetFound, GatherContext } from '../kind.js';
import { oneOf } from '../one-of.js';
import { type Somebody, whoIs, withRole } from '../persons.js';
import type { NeedLook, Stretch } from './model.js';

/** What is said of somebody beside their name in a choice: `on leave until Fri 27 Nov`. */
export type Flags = (who: Somebody) => readonly string[];

export interface OthersQuestion {
  readonly stretch: Stretch;
  readonly isOperator: (who: Somebody) => boolean;
  readonly flags: Flags;
}

/** Somebody besides the operator who can deploy and roll back: one person alone is a single point of failure. */
export function lookForSecond(question: OthersQuestion, { checklist: { people } }: GatherContext): NeedLook {
  if (Object.keys(people).length === 0) {
    return { needed: [], facets: { second: typed('the checklist has no `people`: nobody knows who else there is') } };
  }

  const others = Object.entries(people)
    .filter(([, { left }]) => !left)
    .flatMap(([key]) => whoIs(key, people) ?? [])
    .filter((who) => !question.isOperator(who));
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
    : { needed: [], facets: { second: oneOfThem(others, 'can deploy and roll back', question.flags) } };
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

  return { needed: [], facets: { [name]: oneOfThem(all, `can be ${role}`, question.flags) } };
}

/** One of a few, whom a person chooses; of many, a person types the name. */
function oneOfThem(all: readonly Somebody[], what: string, flags: Flags): FacetFound {
  const label = (who: Somebody): string =>
    [who.name, ...(flags(who).length === 0 ? [] : [`(${flags(who).join(', ')})`])].join(' ');
  const names = `${all
    .map(({ name }) => name)
    .slice(0, mostChoices)
    .join(', ')} ${what}`;
  return all.length > mostChoices
    ? typed(`${all.length} people ${what}`)
    : {
        verdict: 'unknown',
        human: true,
        summary: names,
        form: {
          choice: {
            name: 'who',
            title: 'Who is it?',
            options: all.map((who) => ({ value: who.name, label: label(who) })),
          },
        },
      };
}

/** What a form offers. */
const mostChoices = 12;

const typed = (summary: string): FacetFound => ({
  verdict: 'unknown',
  human: true,
  summary,
  form: { lines: [{ name: 'who', title: 'Who is it? Type the name; not your own.', least: 2 }] },
});
