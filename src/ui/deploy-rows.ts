import { plannedSteps } from '../engine/planned-steps.js';
import type { Situation } from '../engine/session.js';
import { safeLine } from '../text/sanitise.js';

/** One line of the deploy in the list, and the names of the steps it stands for. */
export interface DeployRow {
  readonly words: string;
  readonly steps: readonly string[];
}

/** The deploy step by step; a patch that is put back on several hosts is one line. */
export function deployRows({ checklist, run }: Pick<Situation, 'checklist' | 'run'>): readonly DeployRow[] {
  const steps = plannedSteps('deploy', checklist, run);
  const patches = steps.flatMap((step) => ('putBack' in step ? [step] : []));
  return steps.flatMap((step): readonly DeployRow[] => {
    if (!('putBack' in step)) {
      return [{ words: step.name, steps: [step.name] }];
    }

    const same = patches.filter(({ putBack }) => putBack === step.putBack);
    return same[0] === step
      ? [{ words: `put ${safeLine(step.putBack, 40)} back`, steps: same.map(({ name }) => name) }]
      : [];
  });
}
