import type { Checklist, Item } from '../checklist/model.js';
import { hostOf, optionsOf } from '../checks/probe/spec.js';
import type { WatchOptions } from '../checks/watch-options.js';
import { OperatorError } from '../errors.js';

/**
 * What the grammar allows and this version cannot carry out. Refused before the first question, when a run starts over
 * with an edited checklist, and once more before the launch: a deploy that would leave out a bake or a check between its
 * steps is not the deploy that was written down.
 * @throws OperatorError at the line of the step or the watch
 */
export function refuseWhatCannotRun(checklist: Checklist, dryRun: boolean): void {
  const { deploy, checks, after } = checklist;
  if (dryRun) {
    return;
  }

  for (const step of deploy.steps) {
    const cannot = [
      ...(step.bakeMs === undefined ? [] : ['`bake`']),
      ...(step.checks.length === 0 ? [] : ['`checks` between steps']),
      ...(step.verify === undefined ? [] : ['`verify`']),
      ...(step.reapply === undefined || step.reapply === 'patches' ? [] : [`\`reapply: ${step.reapply}\``]),
      ...(step.reapply === undefined || step.undo === undefined ? [] : ['`undo` beside `reapply`']),
      ...(step.host === 'local' ? [] : [`\`host: ${step.host}\``]),
    ];
    if (cannot.length > 0) {
      throw new OperatorError(`step \`${step.name}\` uses ${cannot.join(', ')}, which this version cannot carry out`, {
        place: step.place,
        hint: 'nothing was started; `shipit check` and --dry-run work with this checklist',
      });
    }
  }

  const [first, second] = deploy.steps.filter(({ reapply }) => reapply !== undefined);
  if (second !== undefined) {
    throw new OperatorError('patches are put back once, but two steps are for it', {
      place: second.place,
      hint: 'nothing was started; take one of them out',
    });
  }

  if (first !== undefined && !checks.some(({ kind, level }) => kind === 'patches' && level !== 'off')) {
    throw new OperatorError(`step \`${first.name}\` puts patches back, but nothing asks which there are`, {
      place: first.place,
      hint: 'nothing was started; add `- patches` to `checks`',
    });
  }

  const [cannot] = after.filter(isWatch).flatMap((item) => probesThatCannot(item, checklist));
  if (cannot !== undefined) {
    throw cannot;
  }
}

const isWatch = ({ kind, level }: Item): boolean => kind === 'watch' && level !== 'off';

/** Probes that look on hosts where no target has any: nobody would ever know what they are for. */
function probesThatCannot({ options, place }: Item, { targets }: Checklist): readonly OperatorError[] {
  const hasHosts = targets.some(({ hosts }) => !Array.isArray(hosts) || hosts.length > 0);
  // Validated by the kind's own schema.
  const { probes } = options as WatchOptions;
  return Object.entries(probes).flatMap(([name, written]) => {
    const host = hostOf(written);
    // A log of a target without hosts lies here.
    const isHere = optionsOf(written).log !== undefined && optionsOf(written).host === undefined;
    return hasHosts || isHere || (host !== 'each' && host !== 'first')
      ? []
      : [
          new OperatorError(
            `probe \`${name}\` looks on ${host === 'each' ? 'each host' : 'the first host'}, and no target has hosts`,
            {
              place,
              hint: 'nothing was started; give the target `hosts`, or the probe `host: local`',
            },
          ),
        ];
  });
}
