import type { Deploy } from '../checklist/model.js';
import type { SourceAsked } from '../run/evidence.js';
import { showDuration } from '../text/duration.js';
import { commandVerdict, sourceOf } from './command-verdict.js';
import type { FacetFound, GatherContext } from './kind.js';
import type { ReleaseOptions } from './release-options.js';
import { some } from './release-words.js';

export interface UndoLook {
  readonly facet: FacetFound;
  readonly sources: readonly SourceAsked[];
}

/** Facet `undo`: a way back that is written down, or better, one that the project's own command has tried. */
export async function lookAtUndo({ undo_check }: ReleaseOptions, context: GatherContext): Promise<UndoLook> {
  if (undo_check === undefined) {
    return { facet: writtenUndo(context.checklist.deploy), sources: [] };
  }

  const { world, env, timeoutMs, signal } = context;
  const request = { command: undo_check, cwd: world.root, inherit: 'operator', env, timeoutMs, signal } as const;
  const result = await world.commands(request);
  const { verdict, summary } = commandVerdict(result);
  return {
    facet: { verdict, summary: `undo check: ${summary} in ${showDuration(result.ms)}` },
    sources: [sourceOf(request, result)],
  };
}

function writtenUndo({ undo, steps }: Deploy): FacetFound {
  if (undo !== undefined) {
    return { verdict: 'go', summary: `${typeof undo === 'string' ? undo : undo.join(' ')} (written down, not tried)` };
  }

  const oneWay = steps.filter((step) => step.undo === 'none').map(({ name }) => name);
  const without = steps.filter((step) => step.undo === undefined).map(({ name }) => name);
  if (oneWay.length > 0) {
    return { verdict: 'no-go', summary: `there is no way back from ${some(oneWay)}` };
  }

  return without.length > 0
    ? { verdict: 'no-go', summary: `no undo is written down for ${some(without)}` }
    : { verdict: 'go', summary: 'every step has its undo (written down, not tried)' };
}
