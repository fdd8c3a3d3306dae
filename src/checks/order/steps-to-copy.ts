import type { Command, Step } from '../../checklist/model.js';
import type { Constraint, Plan } from './plan.js';

/**
 * Steps as lines of a checklist, to be copied over the written ones. What a step waits for is written out where it is not
 * the one before.
 * @param steps in the corrected order
 */
export function stepsToCopy(steps: readonly Step[], plan: Plan, constraints: readonly Constraint[]): readonly string[] {
  return ['deploy:', '  steps:', ...steps.flatMap((step, index) => linesOf(step, needsOf(step, steps[index - 1])))];

  function needsOf(step: Step, previous: Step | undefined): readonly string[] {
    const position = plan.steps.indexOf(step);
    const own = constraints
      .filter(({ second }) => plan.positions(second).includes(position))
      .flatMap(({ first }) => plan.positions(first).slice(-1))
      .flatMap((index) => plan.steps[index]?.name ?? []);
    const all = [...new Set([...(step.needs ?? []), ...own])];
    return step.needs === undefined && all.every((name) => name === previous?.name) ? [] : all;
  }
}

const linesOf = (step: Step, needs: readonly string[]): readonly string[] => [
  `    - step: ${scalar(step.name)}`,
  ...(step.run === undefined ? [`      reapply: ${scalar(step.reapply ?? '')}`] : [`      run: ${command(step.run)}`]),
  ...(needs.length === 0 ? [] : [`      needs: [${needs.map(scalar).join(', ')}]`]),
  ...(step.undo === undefined ? [] : [`      undo: ${command(step.undo)}`]),
  ...(hasMore(step) ? ['      # and its other keys as they are'] : []),
];

const hasMore = ({ verify, bakeMs, checks, timeoutMs, tty, host }: Step): boolean =>
  verify !== undefined ||
  bakeMs !== undefined ||
  checks.length > 0 ||
  timeoutMs !== undefined ||
  tty ||
  host !== 'local';

const command = (written: Command): string =>
  typeof written === 'string' ? scalar(written) : `[${written.map(scalar).join(', ')}]`;

/** Plain where nothing in it means anything to YAML; JSON is YAML, too. */
const scalar = (text: string): string =>
  /^[A-Za-z_./][A-Za-z0-9_./$ -]*$/.test(text) && !/ $|^(true|false|null|yes|no|on|off|~)$/i.test(text)
    ? text
    : JSON.stringify(text);
