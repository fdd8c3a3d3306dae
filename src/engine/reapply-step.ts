import type { PatchRestart } from '../checklist/patches-model.js';
import { finalFiles, sumsOf } from '../checks/patches/final-sums.js';
import type { ToPutBack } from '../checks/patches/reapply-plan.js';
import { safeLine } from '../text/sanitise.js';
import { sshTo } from '../world/ssh/arguments.js';
import { quoteWord } from '../world/ssh/quote.js';
import type { OrderedStep, StepMeaning } from './order.js';
import { putBackName } from './planned-steps.js';
import reapply from './reapply.sh';

/** How long putting one patch back on one host may take, the restart of services included; in milliseconds. */
export const reapplyMs = 300_000;

/**
 * Puts one patch back on one host: over the operator's own ssh, the script on standard input.
 * @param place top of the deployed tree on the host, and every patch of the plan in its order
 * @throws Error for a path or a patch that no shell could be told
 */
export function reapplyStep(
  patch: ToPutBack,
  host: string,
  { tree, all }: { readonly tree: string; readonly all: readonly ToPutBack[] },
): OrderedStep {
  return {
    name: putBackName(patch.id, host),
    host,
    shown: putBackWords(patch),
    command: [...sshTo(host), remoteCommand],
    input: inputFor(patch, [tree, sumsOf(finalFiles(patch, host, all))]),
    // The host's own limit comes first: it can say what it did.
    timeoutMs: reapplyMs + 15_000,
    ends: endsOf(patch.id, host),
  };
}

/** Whatever login shell reads it; the status of the script is ssh's own, and the time limit is the host's own, too. */
const remoteCommand = `env LC_ALL=C sh -c 'for t in "timeout -k 10 ${reapplyMs / 1000}" "timeout ${reapplyMs / 1000}" ""; do $t true 2>/dev/null && exec $t sh -s; done'`;

/** `stop the event job: app/jobs.py; restart shop-worker` */
export function putBackWords({ title, files, restart }: Pick<ToPutBack, 'title' | 'files' | 'restart'>): string {
  const paths = files.map(({ path }) => safeLine(path, 80));
  const more = paths.length > 4 ? ` and ${paths.length - 4} more` : '';
  return `${safeLine(title, 100)}: ${paths.slice(0, 4).join(', ')}${more}${restartWords(restart)}`;
}

function restartWords(restart: PatchRestart): string {
  if ('command' in restart) {
    return `; then ${safeLine([restart.command].flat().join(' '), 100)}`;
  }

  return restart.length === 0 ? '' : `; restart ${restart.join(', ')}`;
}

/**
 * Bytes as latin-1: a patch need not be UTF-8. Only the last line runs anything, and not before its last word is there: a
 * shell runs a last line that was cut between two words as well.
 */
function inputFor({ id, files, diff, restart }: ToPutBack, [tree, final]: readonly [string, string]): string {
  const words = [id, tree, final, sumsOf(files), undefined, ...restartOf(restart)].map((word) =>
    quoteWord(word === undefined ? Buffer.from(diff).toString('latin1') : latin1(word)),
  );
  const main = `reapply_main() {\n[ "$1" = whole ] || exit 3\nreapply_put ${words.join(' ')}\n}\n`;
  return `${latin1(reapply)}\n${main}reapply_main whole\n`;
}

const latin1 = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

function restartOf(restart: PatchRestart): readonly string[] {
  if ('command' in restart) {
    const { command } = restart;
    return ['command', typeof command === 'string' ? command : command.map(quoteWord).join(' ')];
  }

  return restart.length === 0 ? ['nothing'] : ['units', ...restart];
}

/** The statuses of `reapply.sh`, in words. */
function endsOf(id: string, host: string): Readonly<Record<number, StepMeaning>> {
  const no = (said: string): StepMeaning => ({ ok: false, said });
  const untouched = 'its files are as they were';
  return {
    91: { ok: true, said: 'put back' },
    92: { ok: true, said: 'already there' },
    81: no(`${host} has no such directory: ${id} is not put back`),
    82: no(`GNU patch or sha256sum is missing on ${host}: ${id} is not put back`),
    83: no(`a file of ${id} is a link or no plain file on ${host}: ${untouched}`),
    84: no(`${id} does not fit what is on ${host} now: ${untouched}`),
    85: no(`${id} would not give on ${host} what was computed here: ${untouched}`),
    86: no(`${id} cannot be written on ${host}: ${untouched}`),
    87: no(`${id} is back on ${host}, but what uses it could not be restarted: restart it by hand`),
    88: no(`${id} is half there on ${host}: look at its files`),
    255: no(`ssh did not reach ${host}, or lost it: whether ${id} is there is not known`),
  };
}
