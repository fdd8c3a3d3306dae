import type { Checklist, Item } from '../checklist/model.js';
import { optionsOf, type ProbeOptions } from '../checks/probe/spec.js';
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

/** Probes on hosts: this version looks from this machine only. */
function probesThatCannot({ options, place }: Item, { targets }: Checklist): readonly OperatorError[] {
  const hasHosts = targets.some(({ hosts }) => !Array.isArray(hosts) || hosts.length > 0);
  // Validated by the kind's own schema.
  const { probes } = options as WatchOptions;
  return Object.entries(probes).flatMap(([name, written]) => {
    const why = whyNot(optionsOf(written), hasHosts);
    return why === undefined
      ? []
      : [new OperatorError(`probe \`${name}\` ${why.message}, which this version cannot`, { place, hint: why.hint })];
  });
}

function whyNot(
  { all, host, log }: ProbeOptions,
  hasHosts: boolean,
): { readonly message: string; readonly hint: string } | undefined {
  const nothing = 'nothing was started; `shipit check` and --dry-run work with this checklist';
  if (all !== undefined) {
    return { message: `looks at \`all: ${all}\` on the hosts`, hint: nothing };
  }

  if (host !== undefined && host !== 'local') {
    return { message: `looks on \`host: ${host}\``, hint: `\`host: local\` looks from this machine; ${nothing}` };
  }

  return log !== undefined && host === undefined && hasHosts
    ? {
        message: 'reads its log on each host of the target',
        hint: `\`host: local\` reads the one on this machine; ${nothing}`,
      }
    : undefined;
}
