import { safeJson } from '../audit/record.js';
import { patchIn, withState } from '../checklist/patches-edit.js';
import { leastAckReason } from '../engine/new-ack.js';
import { writeRegister } from '../engine/write-register.js';
import { exitCodes, OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { ackBy } from './ack-by.js';
import { type CommandContext, chooseRelease } from './context.js';
import { openPatchPlace } from './patch-place.js';
import { verdictOn, verdictWords } from './patch-verdict.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';

export interface PatchResolveOptions {
  readonly id: string;
  readonly included: boolean;
  readonly dropped: boolean;
  readonly because?: string | undefined;
  readonly commit?: string | undefined;
  readonly file?: string | undefined;
  readonly json: boolean;
}

/**
 * Closes a patch: a release brings it, or nobody wants it any more.
 * @returns the exit code
 * @throws OperatorError for a patch that is said to be included, and that the commit does not hold
 */
export async function patchResolve(context: CommandContext, options: PatchResolveOptions): Promise<number> {
  const { id, included, dropped, because, commit, file, json } = options;
  refuseFixedClock(context, 'nothing is registered');
  if (included === dropped) {
    throw new OperatorError(
      included ? '--included and --dropped exclude each other' : '--included or --dropped is missing',
      {
        hint: `shipit patch resolve ${safeLine(id, 40)} --included --because "merged as #412"`,
      },
    );
  }

  const reason = because?.trim() ?? '';
  if (reason.length < leastAckReason) {
    throw new OperatorError(
      because === undefined ? '--because is missing' : `--because has to say more: "${safeLine(reason, 40)}"`,
      {
        hint: `at least ${leastAckReason} characters: --because "merged as #412 and released"`,
      },
    );
  }

  const opened = await openPatchPlace(context, { file });
  const { place, shown, today, checklist } = opened;
  const patch = patchIn(opened.register.list, id, shown);
  const warning = included ? await mustHold(opened, { id: patch.id, commit }) : undefined;
  const by = ackBy(undefined, place.operator, checklist?.people ?? {});
  const state = included ? 'included' : 'dropped';
  const clean = place.redact(safeLine(`${state} ${today} by ${by}: ${reason}`, 500));
  await writeRegister(place.git.root, shown, (text) => withState(text, { id: patch.id, state, because: clean }, shown));
  if (warning !== undefined) {
    context.stderr.write(`shipit: ${warning}\n`);
  }

  context.stdout.write(
    json
      ? `${safeJson({ schema: 1, file: shown, id: patch.id, state, because: clean })}\n`
      : `${patch.id} is ${state}: ${clean}\n`,
  );
  context.stderr.write(
    `${state === 'dropped' ? 'Where it is still on a host, the next deploy overwrites it. ' : ''}Take its line out of the motd of ${patch.hosts.join(', ')}. Commit ${shown}, so that others can review it.\n`,
  );
  return exitCodes.ok;
}

/** @returns a sentence, if nobody can know */
async function mustHold(
  opened: Awaited<ReturnType<typeof openPatchPlace>>,
  { id, commit }: { readonly id: string; readonly commit: string | undefined },
): Promise<string | undefined> {
  const release = await chooseRelease(opened.place.git, commit);
  const patch = patchIn(opened.register.list, id, opened.shown);
  const verdict = await verdictOn(patch, release, opened);
  if (verdict.in === 'can-be-put-back') {
    throw new OperatorError(`${id} is not included: ${verdictWords(verdict, release)}`, {
      hint: 'nothing was written; --commit names another commit, --dropped says that nobody wants it any more',
    });
  }

  return verdict.in === 'release' ? undefined : verdictWords(verdict, release);
}
