import type { Checklist, Item } from '../checklist/model.js';
import type { Kind, KindToAsk, QuestionFacts } from '../checks/kind.js';
import { ownKinds } from '../checks/own-kinds.js';
import type { Plan, PlannedItem } from '../run/plan.js';
import type { Release } from '../run/release.js';
import { facetLevel } from './judge-context.js';

/** The kinds a run knows, by name. */
export type Kinds = readonly Kind[];

/** @throws Error for a kind that no checklist can have got past its validation with */
export const kindOf = (kinds: Kinds, name: string): KindToAsk => {
  const kind = [...kinds, ...ownKinds].find((one) => one.name === name);
  if (kind === undefined) {
    throw new Error(`kind ${name} was validated but is not in the list of kinds`);
  }

  return kind;
};

/** The items of a checklist as this run asks them; those at level `off` are left out. */
export function planRun(checklist: Checklist, kinds: Kinds, release: Release, target: string): Plan {
  const url = checklist.targets.find(({ name }) => name === target)?.url;
  const plan = (phase: PlannedItem['phase']) => (item: Item) =>
    planItem(item, kindOf(kinds, item.kind), phase, { release, target, url });
  const on = (item: Item): boolean => item.level !== 'off';
  return [...checklist.checks.filter(on).map(plan('before')), ...checklist.after.filter(on).map(plan('after'))];
}

interface PlanFacts extends QuestionFacts {
  /** Where the target can be used. */
  readonly url: string | undefined;
}

function planItem(item: Item, kind: KindToAsk, phase: PlannedItem['phase'], facts: PlanFacts): PlannedItem {
  const ttlMs = item.ttlMs ?? (typeof kind.ttlMs === 'function' ? kind.ttlMs(item.options) : kind.ttlMs);
  return {
    id: item.id,
    kind: item.kind,
    phase,
    question: item.question ?? kind.question(facts, item.options),
    go: item.go ?? kind.go,
    why: item.why ?? kind.why,
    ...(item.why === undefined ? facetWhys(kind) : {}),
    killer: item.killer,
    level: item.level,
    unknown: item.unknown,
    override: item.override ?? kind.override,
    ...(kind.overrideFollowUp === undefined ? {} : { overrideFollowUp: kind.overrideFollowUp }),
    ...(item.by === undefined ? {} : { by: item.by }),
    ...(item.when === undefined ? {} : { when: item.when }),
    human: kind.gather === undefined,
    alwaysAsks: kind.alwaysAsks,
    ...(ttlMs === undefined ? {} : { ttlMs }),
    timeoutMs: item.timeoutMs ?? (typeof kind.timeoutMs === 'function' ? kind.timeoutMs(item.options) : kind.timeoutMs),
    boundToCommit: kind.boundToCommit,
    alwaysLookAgain: kind.alwaysLookAgain,
    ...(kind.needsPrevious || item.when?.changed !== undefined ? { needsPrevious: true as const } : {}),
    ...(kind.watch === undefined ? {} : { watch: planWatch(item, kind, kind.watch, facts.url) }),
  };
}

/** What the checklist says why is said of every question of the item. */
function facetWhys({ facets }: KindToAsk): Pick<PlannedItem, 'facetWhys'> {
  const own = Object.entries(facets).flatMap(([name, { why }]) => (why === undefined ? [] : [[name, why] as const]));
  return own.length === 0 ? {} : { facetWhys: Object.fromEntries(own) };
}

function planWatch(
  item: Item,
  kind: KindToAsk,
  watch: NonNullable<KindToAsk['watch']>,
  url: string | undefined,
): NonNullable<PlannedItem['watch']> {
  const levels = { probes: facetLevel(item, kind, 'probes'), human: facetLevel(item, kind, 'human') };
  const plan = watch(item.options);
  return {
    ...plan,
    probes: levels.probes === 'off' ? [] : plan.probes,
    levels,
    ...(url === undefined ? {} : { url }),
  };
}
