import type { Checklist } from '../checklist/model.js';
import { type PlannedPatch, plannedIn } from '../checks/patches/reapply-facts.js';
import type { Run } from '../run/run.js';
import type { OrderedStep, PlannedStep, PutBackStep, RunnerOrder } from './order.js';
import { orderedSteps } from './ordered-steps.js';

type Asked = Pick<Run, 'deploy' | 'evidence'>;

/**
 * What a launch or a roll-back does, in order: the commands, and the patches that are put back. They follow the last
 * command, unless the deploy has a step for them. After a roll-back they go onto the tree that ran before.
 */
export function plannedSteps(
  what: RunnerOrder['what'],
  { deploy, checks }: Pick<Checklist, 'deploy' | 'checks'>,
  run: Asked,
): readonly PlannedStep[] {
  const putBacks = patchesAsked({ checks }, run).flatMap(putBackOn);
  const commands = orderedSteps(what, deploy, run);
  if (commands.length === 0) {
    return [];
  }

  return what === 'deploy' ? inPlace(commands, putBacks, deploy) : [...commands, ...putBacks];
}

/** The patches that the operator was told are put back. */
export const patchesAsked = ({ checks }: Pick<Checklist, 'checks'>, { evidence }: Asked): readonly PlannedPatch[] =>
  checks
    .filter(({ kind, level }) => kind === 'patches' && level !== 'off')
    .flatMap(({ id }) => plannedIn(evidence[id]?.event.facts));

/** Whether the question about patches was looked into: then a roll-back puts back what ran before with it. */
export const isPatched = ({ checks }: Pick<Checklist, 'checks'>, { evidence }: Asked): boolean =>
  checks.some(({ kind, id }) => {
    const found = kind === 'patches' ? evidence[id]?.event : undefined;
    return found !== undefined && found.verdict !== 'n/a' && found.facts['reapply'] !== undefined;
  });

const putBackOn = ({ id, title, hosts }: PlannedPatch): readonly PutBackStep[] =>
  hosts.map((host) => ({ name: putBackName(id, host), host, putBack: id, title }));

export const putBackName = (id: string, host: string): string => `put ${id} back on ${host}`;

/** Where the step for patches stands among the commands; behind them if there is none. */
export function inPlace<PutBack extends PlannedStep>(
  commands: readonly OrderedStep[],
  putBacks: readonly PutBack[],
  { steps }: Checklist['deploy'],
): readonly (OrderedStep | PutBack)[] {
  const at = steps.findIndex(({ reapply }) => reapply !== undefined);
  const before = new Set(steps.slice(0, Math.max(0, at)).map(({ name }) => name));
  const split = at < 0 ? commands.length : commands.filter(({ name }) => before.has(name)).length;
  return [...commands.slice(0, split), ...putBacks, ...commands.slice(split)];
}
