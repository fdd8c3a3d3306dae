import type { Checklist, Command, Step } from '../checklist/model.js';
import { OperatorError } from '../errors.js';
import type { Run } from '../run/run.js';
import type { OrderedStep, RunnerOrder } from './order.js';

/**
 * What is run, in order: the steps of the deploy, or the undos of those that were started, from the last to the first.
 */
export function orderedSteps(
  what: RunnerOrder['what'],
  deploy: Checklist['deploy'],
  run: Pick<Run, 'deploy'>,
): readonly OrderedStep[] {
  if (what === 'deploy') {
    return deploy.steps.flatMap((step) => (step.run === undefined ? [] : [ordered(step, step.name, step.run)]));
  }

  if (deploy.undo !== undefined) {
    return [{ name: 'undo', command: deploy.undo }];
  }

  return startedSteps(deploy, run)
    .toReversed()
    .flatMap((step) =>
      step.undo === undefined || step.undo === 'none' ? [] : [ordered(step, undoOf(step.name), step.undo)],
    );
}

/** Names of the steps that were started and that a roll-back leaves as they are. */
export const withoutUndo = (deploy: Checklist['deploy'], run: Pick<Run, 'deploy'>): readonly string[] =>
  deploy.undo !== undefined
    ? []
    : startedSteps(deploy, run)
        .filter(({ undo }) => undo === undefined || undo === 'none')
        .map(({ name }) => name);

/**
 * Whether the way back asks for the commit that ran before, and nobody knows one: it would be run with an empty
 * `SHIPIT_PREVIOUS`, and deploy whatever that means.
 */
export const undoIsBlind = (deploy: Checklist['deploy'], run: Pick<Run, 'deploy' | 'previous'>): boolean =>
  run.previous === null &&
  orderedSteps('undo', deploy, run).some(({ command }) => [command].flat().join(' ').includes('SHIPIT_PREVIOUS'));

/**
 * Nothing to do is not done well: an empty order would be told as a deploy, or a roll-back, that happened.
 * @throws OperatorError
 */
export function refuseNothing(what: RunnerOrder['what'], steps: readonly OrderedStep[]): void {
  if (steps.length === 0) {
    throw new OperatorError(
      what === 'deploy'
        ? 'there is no command to deploy with: nothing was started'
        : 'none of the steps that were started has an `undo`: nothing was started',
    );
  }
}

/** An earlier roll-back is on record, too: what it began to undo was started. */
function startedSteps({ steps }: Checklist['deploy'], { deploy }: Pick<Run, 'deploy'>): readonly Step[] {
  const names = new Set([...(deploy?.steps ?? []).map(({ step }) => step), deploy?.step]);
  return steps.filter(({ name }) => names.has(name) || names.has(undoOf(name)));
}

const undoOf = (name: string): string => `undo ${name}`;

const ordered = (step: Step, name: string, command: Command): OrderedStep => ({
  name,
  command,
  ...(step.timeoutMs === undefined ? {} : { timeoutMs: step.timeoutMs }),
});
