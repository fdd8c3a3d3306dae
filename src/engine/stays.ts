import { isDeepStrictEqual } from 'node:util';
import type { Checklist, Item } from '../checklist/model.js';
import type { Plan } from '../run/plan.js';
import { type Kinds, kindOf } from './plan.js';

/**
 * Ids of the items whose answers stay good when the checklist was edited: they read the same, and so does everything else
 * that what was found may come from. What only a person says stays whoever is on call; what names a person does not.
 * @param planned the items of the edited checklist
 */
export function whatStays(before: Checklist, after: Checklist, planned: Plan, kinds: Kinds): readonly string[] {
  const same = (part: (checklist: Checklist) => unknown): boolean => readsTheSame(part(before), part(after));
  const [surroundings, plan, others] = [same(surroundingsIn), same(planIn), same(itemsOthersReadIn)];
  const persons = same(({ people, targets }) => [people, targets]);
  const stays = ({ id, kind: name, when, by, override }: Plan[number]): boolean => {
    const kind = kindOf(kinds, name);
    const looks = kind.gather !== undefined;
    return (
      when?.found === undefined &&
      (surroundings || !looks) &&
      (persons || (by === undefined && override !== 'second')) &&
      (plan || kind.readsPlan !== true) &&
      (others || (kind.readsItems !== true && when?.lane === undefined)) &&
      itemIn(before, id) !== undefined &&
      same((checklist) => itemIn(checklist, id))
    );
  };
  return planned.filter(stays).map(({ id }) => id);
}

/** Whatever looks at something may look by these. */
const surroundingsIn = ({ app, calendar, people, targets, lastDeploy }: Checklist): unknown => [
  app,
  calendar,
  people,
  targets,
  lastDeploy,
];

/** What goes out in which order, and what takes it back. */
const planIn = ({ deploy, repos }: Checklist): unknown => [repos, deploy];

/** Items by whose options or findings another item goes: which lane it is, where the migrations are, which branch. */
const itemsOthersReadIn = ({ checks }: Checklist): unknown =>
  checks.filter(({ kind }) => kind === 'lane' || kind === 'migrations' || kind === 'release');

const itemIn = (checklist: Checklist, id: string): Item | undefined =>
  [...checklist.checks, ...checklist.after].find((item) => item.id === id);

/** Equal but for where it stands in the file; one of the two may have been read back from the record. */
const readsTheSame = (a: unknown, b: unknown): boolean => isDeepStrictEqual(recorded(a), recorded(b));

const recorded = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'place' && isPlace(part) ? undefined : part)));

const isPlace = (part: unknown): boolean =>
  typeof part === 'object' && part !== null && 'file' in part && 'line' in part && 'col' in part;
