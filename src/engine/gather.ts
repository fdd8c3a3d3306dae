import type { Checklist, Item } from '../checklist/model.js';
import type { GatherContext, LearntPrevious } from '../checks/kind.js';
import { messageOf } from '../errors.js';
import type { Evidence } from '../run/evidence.js';
import type { PlannedItem } from '../run/plan.js';
import { safeLine } from '../text/sanitise.js';
import { isCertain } from '../world/previous.js';
import { acksNow } from './acks-now.js';
import { cleanText } from './clean-text.js';
import { inTime, unlessStopped } from './in-time.js';
import { judge } from './judge.js';
import { type Kinds, kindOf } from './plan.js';
import { whyNotApplicable } from './when.js';

/** Everything gathering needs that is the same for all items of a run. */
export interface GatherWorld
  extends Omit<GatherContext, 'timeoutMs' | 'signal' | 'progress' | 'now' | 'learnPrevious' | 'earlier'> {
  readonly kinds: Kinds;
  readonly tz: string;
  readonly redact: (text: string) => string;
  /** The run's clock: the fixed one under SHIPIT_NOW. */
  readonly now: () => Date;
  /** Milliseconds of a clock that never jumps. */
  readonly monotonicMs: () => number;
  /** Keeps a long text; returns its SHA-256, or nothing where nothing is kept. */
  readonly keep: (text: string) => string | undefined;
}

/** How long texts may be before they move to the evidence store. */
const keepFromCharacters = 4000;

export interface GatherOne {
  readonly item: PlannedItem;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
  readonly evidenceOf: (id: string) => Promise<Evidence | undefined>;
  /** What was found about it before, in this run. */
  readonly earlier?: Evidence | undefined;
  /** Waits until hosts and addresses have said what they run, or could not. */
  readonly learnPrevious: () => Promise<LearntPrevious>;
}

/**
 * Gathers the evidence of one item. Never rejects for anything a check does: what goes wrong is `unknown`, with the
 * cause in words. A check that does not keep to its time limit is left behind as `unknown`.
 */
export async function gatherItem(given: GatherWorld, one: GatherOne): Promise<Evidence> {
  let world = given;
  const { item } = one;
  const written = itemOf(world.checklist, item);
  const kind = kindOf(world.kinds, item.kind);
  const startedMs = world.monotonicMs();
  const finish = (found: Parameters<typeof judge>[0]): Promise<Evidence> =>
    judged(found, world, { item: written, kind, startedMs });

  try {
    if (item.needsPrevious && (kind.needsPrevious !== 'meanwhile' || item.when?.changed !== undefined)) {
      world = withPrevious(world, await unlessStopped(one.learnPrevious(), one.signal));
    }

    const notApplicable = await whyNot(world, one);
    if (notApplicable !== undefined) {
      return { ...(await finish({ summary: notApplicable })), verdict: 'n/a', facets: [] };
    }

    const gather = kind.gather;
    if (gather === undefined) {
      return await finish({ verdict: 'unknown', summary: 'only a person knows' });
    }

    const found = await inTime(
      (signal) =>
        gather(written.options, {
          ...world,
          now: world.now(),
          timeoutMs: one.timeoutMs,
          signal,
          progress: one.progress,
          learnPrevious: one.learnPrevious,
          evidenceOf: one.evidenceOf,
          ...(one.earlier === undefined ? {} : { earlier: one.earlier }),
        }),
      one,
    );
    return await finish(found);
  } catch (error) {
    const found = await finish({
      verdict: 'unknown',
      summary: `could not find out: ${safeLine(messageOf(error), 200)}`,
    });
    // Facets say nothing about a gathering that failed as a whole: the item's own question is asked.
    return {
      ...found,
      verdict: item.unknown === 'warn' ? 'warn' : found.verdict === 'n/a' ? 'unknown' : found.verdict,
    };
  }
}

/** Why the rule of an item waives it; undefined: it applies. */
function whyNot(world: GatherWorld, { item, evidenceOf, signal }: GatherOne): Promise<string | undefined> | undefined {
  const condition =
    item.when &&
    whyNotApplicable(item.when, {
      ...world,
      // Where a host may run something older, nobody can say that nothing changed: then the item applies.
      previous: item.phase === 'before' && !isCertain(world.previousFound) ? null : world.previous,
      git: world.world.git,
      now: world.now(),
      evidenceOf,
    });
  return condition && unlessStopped(condition, signal);
}

/** What was found as evidence, as it is recorded. @param startedMs when gathering began, in monotonic milliseconds */
async function judged(
  found: Parameters<typeof judge>[0],
  world: GatherWorld,
  { startedMs, ...about }: Pick<Parameters<typeof judge>[1], 'item' | 'kind'> & { readonly startedMs: number },
): Promise<Evidence> {
  const file = found.text !== undefined && found.text.length > keepFromCharacters ? world.keep(found.text) : undefined;
  // Looked at last, so that what was accepted while this took its time counts.
  const { acks, sha256, problem } = await acksNow(
    { ...world, root: world.world.git.root, people: world.checklist.people },
    world.now(),
  );
  const shown = withShortText(found, world.redact);
  return judge(problem === undefined ? shown : { ...shown, detail: [problem, ...(shown.detail ?? [])] }, {
    ...about,
    facts: { release: world.release, target: world.target.name },
    redact: world.redact,
    keep: world.keep,
    acks,
    ...(sha256 === undefined ? {} : { acksSha256: sha256 }),
    at: world.now().toISOString(),
    ms: Math.round(world.monotonicMs() - startedMs),
    ...(file === undefined ? {} : { file }),
  });
}

/** The same with what the target runs, for whoever looks and for the project's own commands. */
export const withPrevious = (world: GatherWorld, { previous, found }: LearntPrevious): GatherWorld => ({
  ...world,
  previous,
  previousFound: found,
  env: { ...world.env, SHIPIT_PREVIOUS: previous?.commit ?? '' },
});

/** The same for whoever does not wait for the servers: the project's own commands are told nothing rather than a guess. */
export const withoutPrevious = (world: GatherWorld): GatherWorld => ({
  ...world,
  env: { ...world.env, SHIPIT_PREVIOUS: '' },
});

export function itemOf(checklist: Checklist, { id, phase }: PlannedItem): Item {
  const item = (phase === 'before' ? checklist.checks : checklist.after).find((one) => one.id === id);
  if (item === undefined) {
    throw new Error(`item ${id} was planned but is not in the checklist`);
  }

  return item;
}

function withShortText(found: Parameters<typeof judge>[0], redact: GatherWorld['redact']): Parameters<typeof judge>[0] {
  const { text, ...rest } = found;
  return text !== undefined && text.length <= keepFromCharacters && rest.detail === undefined
    ? { ...rest, detail: cleanText(text, redact).split('\n') }
    : rest;
}
