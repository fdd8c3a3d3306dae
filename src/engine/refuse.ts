import type { Checklist } from '../checklist/model.js';
import { OperatorError } from '../errors.js';

/**
 * What the grammar allows and this version cannot carry out. Refused before the first question, when a run starts over
 * with an edited checklist, and once more before the launch: a deploy that would leave out a bake or a check between its
 * steps is not the deploy that was written down.
 * @throws OperatorError at the step's line
 */
export function refuseWhatCannotRun({ deploy }: Checklist, dryRun: boolean): void {
  if (dryRun) {
    return;
  }

  for (const step of deploy.steps) {
    const cannot = [
      ...(step.bakeMs === undefined ? [] : ['`bake`']),
      ...(step.checks.length === 0 ? [] : ['`checks` between steps']),
      ...(step.verify === undefined ? [] : ['`verify`']),
      ...(step.reapply === undefined ? [] : ['`reapply`']),
      ...(step.host === 'local' ? [] : [`\`host: ${step.host}\``]),
    ];
    if (cannot.length > 0) {
      throw new OperatorError(`step \`${step.name}\` uses ${cannot.join(', ')}, which this version cannot carry out`, {
        place: step.place,
        hint: 'nothing was started; `shipit check` and --dry-run work with this checklist',
      });
    }
  }
}
