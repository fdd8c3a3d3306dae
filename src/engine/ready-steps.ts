import type { Item } from '../checklist/model.js';
import { digestOf } from '../checks/patches/reapply-facts.js';
import { planReapply, type ReapplyPlan } from '../checks/patches/reapply-plan.js';
import { OperatorError } from '../errors.js';
import { short } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import type { World } from '../world/world.js';
import type { OrderedStep, RunnerOrder } from './order.js';
import { orderedSteps } from './ordered-steps.js';
import { inPlace, patchesAsked } from './planned-steps.js';
import { reapplyStep } from './reapply-step.js';
import type { Situation } from './session.js';

/** How long working out what is put back may take, in milliseconds; no host is asked. */
const planMs = 30_000;

export type Facts = Pick<Situation, 'run' | 'checklist' | 'target'>;

/**
 * Everything a launch or a roll-back runs, ready to be run: what is put back where is worked out once more, and for a
 * deploy it has to be what the operator was asked about.
 * @throws OperatorError if it is not, or if the register cannot be read: then nothing was started
 */
export async function readySteps(
  what: RunnerOrder['what'],
  facts: Facts,
  world: World,
): Promise<readonly OrderedStep[]> {
  const commands = orderedSteps(what, facts.checklist.deploy, facts.run);
  const item = facts.checklist.checks.find(({ kind, level }) => kind === 'patches' && level !== 'off');
  if (item === undefined || commands.length === 0 || !wasPlanned(item, facts)) {
    return commands;
  }

  if (what === 'undo') {
    return [...commands, ...(await backOntoPrevious(item, facts, world))];
  }

  refuseUnrecorded(item, facts);
  const plan = await planFor(item, facts, world);
  refuseAnother(plan, facts);
  return inPlace(commands, stepsOf(plan, facts), facts.checklist.deploy);
}

/**
 * Id of the item that asked about patches, if what would be put back now is not what was asked about any more, or cannot
 * be found out.
 */
export async function patchesChanged(facts: Facts, world: World): Promise<string | undefined> {
  const item = facts.checklist.checks.find(({ kind, level }) => kind === 'patches' && level !== 'off');
  if (item === undefined || !wasPlanned(item, facts)) {
    return undefined;
  }

  try {
    const plan = await planFor(item, facts, world);
    refuseAnother(plan, facts);
    stepsOf(plan, facts);
    return undefined;
  } catch {
    return item.id;
  }
}

/** Nothing is put back where the question did not apply, or where a person answered what nobody could find out. */
function wasPlanned({ id }: Item, { run }: Facts): boolean {
  const evidence = run.evidence[id]?.event;
  const { reapply, leftOut } = evidence?.facts ?? {};
  return evidence !== undefined && evidence.verdict !== 'n/a' && (reapply !== undefined || leftOut !== undefined);
}

/** @throws OperatorError where it was too long for the record: then nobody can say what was asked */
function refuseUnrecorded({ id }: Item, { run }: Facts): void {
  if (run.evidence[id]?.event.facts['reapply'] === undefined) {
    throw new OperatorError('more patches have to be put back than the record can hold: nothing was started', {
      hint: 'close those that are done with: shipit patch resolve',
    });
  }
}

const planFor = ({ options }: Item, { run, target }: Facts, world: World): Promise<ReapplyPlan> =>
  // Validated by the kind's own schema.
  planReapply((options as { readonly register: string }).register, {
    world,
    target,
    release: run.release,
    previous: run.previous,
    signal: AbortSignal.timeout(planMs),
  });

/** @throws OperatorError when nobody says where on the hosts the tree is */
function stepsOf({ patches }: ReapplyPlan, { target }: Facts): readonly OrderedStep[] {
  const { path } = target;
  if (path === undefined && patches.length > 0) {
    throw new OperatorError(`target ${target.name} has no \`path\`: nobody knows where to put patches back`, {
      hint: `give \`targets.${target.name}.path\`, the top of the deployed tree; nothing was started`,
    });
  }

  return patches.flatMap((patch) =>
    patch.hosts.map((host) => reapplyStep(patch, host, { tree: path ?? '', all: patches })),
  );
}

function refuseAnother({ patches }: ReapplyPlan, { checklist, run }: Facts): void {
  const asked = patchesAsked(checklist, run).map(({ id, hosts, digest }) => ({
    id,
    words: wordsOf(id, hosts, digest),
  }));
  const now = patches.map((patch) => ({
    id: patch.id,
    words: wordsOf(patch.id, patch.hosts, digestOf(patch)),
  }));
  if (asked.map(({ words }) => words).join('\n') === now.map(({ words }) => words).join('\n')) {
    return;
  }

  const differing = [...asked, ...now].filter(
    ({ words }) => !asked.some((one) => one.words === words) || !now.some((one) => one.words === words),
  );
  const names = [...new Set((differing.length === 0 ? now : differing).map(({ id }) => safeLine(id, 40)))].join(', ');
  throw new OperatorError(`what has to be put back has changed since it was asked (${names}): nothing was started`, {
    hint: 'somebody changed the register or the patch; `shipit resume` goes on, and `r` at the question looks again',
  });
}

const wordsOf = (id: string, hosts: readonly string[], digest: string): string =>
  JSON.stringify([id, [...hosts], digest]);

/**
 * A way back does not wait for a register that nobody can read: whatever cannot be put back is told, and left to a
 * person.
 */
async function backOntoPrevious(item: Item, facts: Facts, world: World): Promise<readonly OrderedStep[]> {
  const { previous } = facts.run;
  const release = previous === null ? undefined : await world.git.resolve(previous.commit).catch(() => undefined);
  if (release === undefined) {
    return [told('patches', 'which commit ran before is not known: put the patches back by hand')];
  }

  try {
    const run = { ...facts.run, release };
    const plan = await planFor(item, { ...facts, run }, world);
    const left = plan.left.map(({ id, why, hosts }) =>
      told(id, `${id} is not put back onto ${short(release.commit)} on ${hosts.join(', ')}: ${why}`),
    );
    return [...stepsOf(plan, facts), ...left];
  } catch (error) {
    return [told('patches', `patches are not put back: ${error instanceof Error ? error.message : String(error)}`)];
  }
}

const told = (id: string, text: string): OrderedStep => ({
  name: `${safeLine(id, 40)} is left to a person`,
  command: ['printf', '%s\\n', safeLine(text, 300)],
  shown: safeLine(text, 300),
});
