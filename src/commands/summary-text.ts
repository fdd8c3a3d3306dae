import type { Situation } from '../engine/session.js';
import { exitCodes } from '../errors.js';
import { failingWords } from '../review/failing-words.js';
import { undoCourse, undoTrouble } from '../review/undo-words.js';
import { short } from '../run/release.js';
import type { Run } from '../run/run.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';

/**
 * What stays in the scrollback of a run.
 * @param more `inBackground`: the deploy, or its undo, goes on without this process; `kept`: what became of the state of
 * the hosts, in words
 */
export function runSummaryText(
  { run, id, before }: Situation,
  exit: number,
  { inBackground = false, kept = [] }: { readonly inBackground?: boolean; readonly kept?: readonly string[] } = {},
): string {
  const settled = before.filter((one) => one.state === 'settled').length;
  const overrides = run.overrides === 0 ? '' : `, ${plural(run.overrides, 'override')}`;
  const failing = failingWords(run);
  return [
    `shipit: ${headline(run, exit, inBackground)}`,
    ...(failing === undefined ? [] : [`        ${failing}`]),
    ...rollBackLines(run),
    `        ${settled} of ${plural(before.length, 'item')} settled${overrides}; run ${id}`,
    ...kept.map((words) => `        ${words}`),
    `        ${next(exit, id)}`,
    '',
  ].join('\n');
}

/** What a roll-back came to that did not end well: the output alone does not say it, nor on which host it was. */
function rollBackLines(run: Run): readonly string[] {
  const trouble = undoTrouble(run);
  if (trouble === undefined) {
    return [];
  }

  const { done, left } = undoCourse(run);
  return [trouble, ...done.map((words) => `done: ${words}`), ...left.map((name) => `not begun: ${name}`)].map(
    (words) => `        ${words}`,
  );
}

function headline(run: Run, exit: number, inBackground: boolean): string {
  const { target } = run;
  if (inBackground) {
    return exit === exitCodes.paused
      ? `it goes on in the background on ${target}`
      : `interrupted; the ${run.deploy === undefined ? 'deploy to' : 'roll-back of'} ${target} goes on in the background`;
  }

  if (run.deploy !== undefined) {
    return afterLaunch(run, exit);
  }

  switch (exit) {
    case exitCodes.ok:
      return `dry run of ${short(run.release.commit)} to ${target}: go; nothing was deployed`;
    case exitCodes.stopped:
      return `stopped; nothing was deployed to ${target}`;
    case exitCodes.paused:
      return `paused; nothing was deployed to ${target}`;
    default:
      return 'interrupted; every answer is kept';
  }
}

/** What became of the target, whatever this process ended with. */
function afterLaunch({ target, release, deploy, undo, confirmed, outcome, watches }: Run, exit: number): string {
  const commit = short(release.commit);
  if (undo !== undefined) {
    return {
      ok: `${commit} was rolled back on ${target}`,
      failed: `rolling back ${commit} on ${target} failed`,
      stopped: `rolling back ${commit} on ${target} was stopped`,
      unknown: `nobody knows how rolling back ${commit} on ${target} ended`,
    }[undo.outcome ?? 'unknown'];
  }

  switch (deploy?.outcome ?? 'unknown') {
    case 'ok':
      return outcome === 'deployed' && exit === exitCodes.ok
        ? `${commit} is deployed to ${target}${confirmed ? ' and confirmed' : ''}`
        : `${commit} is deployed to ${target}, but nobody confirmed that it works${heir(watches)}`;
    case 'failed':
      return `the deploy of ${commit} to ${target} failed`;
    case 'stopped':
      return `the deploy of ${commit} to ${target} was stopped on the way`;
    default:
      return `nobody knows how the deploy of ${commit} to ${target} ended`;
  }
}

function heir(watches: Run['watches']): string {
  const name = Object.values(watches).find(({ ended }) => ended?.handed_to !== undefined)?.ended?.handed_to;
  return name === undefined ? '' : `; handed over to ${safeLine(name, 40)}`;
}

const next = (exit: number, id: string): string =>
  exit === exitCodes.ok || exit === exitCodes.rolledBack
    ? `shipit log show ${id}`
    : `go on: shipit resume ${id}    look: shipit log show ${id}`;
