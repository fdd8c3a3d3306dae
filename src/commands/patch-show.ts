import { safeJson } from '../audit/record.js';
import { daysBetween } from '../calendar/civil.js';
import { showDate } from '../calendar/show.js';
import { motdLine } from '../checklist/patch-motd.js';
import { patchIn } from '../checklist/patches-edit.js';
import type { Patch } from '../checklist/patches-model.js';
import { exitCodes } from '../errors.js';
import { ageWords, isLate, patchJson } from '../review/patch-list.js';
import { safeLine } from '../text/sanitise.js';
import { type CommandContext, chooseRelease } from './context.js';
import { openPatchPlace, type PatchPlace } from './patch-place.js';
import { verdictOn, verdictWords } from './patch-verdict.js';

export interface PatchShowOptions {
  readonly id: string;
  readonly file?: string | undefined;
  readonly commit?: string | undefined;
  readonly json: boolean;
}

/** Shows one patch, and whether a commit holds it. @returns the exit code */
export async function patchShow(
  context: CommandContext,
  { id, file, commit, json }: PatchShowOptions,
): Promise<number> {
  const opened = await openPatchPlace(context, { file });
  const patch = patchIn(opened.register.list, id, opened.shown);
  const release = await chooseRelease(opened.place.git, commit);
  const verdict = await verdictOn(patch, release, opened);
  const words = verdictWords(verdict, release);
  if (json) {
    const { in: is } = verdict;
    const inclusion = { commit: release.commit, is, text: words };
    context.stdout.write(`${safeJson({ schema: 1, patch: patchJson(patch, opened.today), inclusion })}\n`);
  } else {
    context.stdout.write(textOf(patch, words, opened));
  }

  return exitCodes.ok;
}

function textOf(patch: Patch, verdict: string, { shown, today }: Pick<PatchPlace, 'shown' | 'today'>): string {
  const { id, title, hosts, at, by, files, patch: diff, commit, pr, restart, until, why, state, place } = patch;
  const left =
    until === undefined ? [] : [['until', `${showDate(until, today)}${isLate(patch, today) ? '  LATE' : ''}`]];
  const restarts = 'command' in restart ? [restart.command].flat().join(' ') : restart.join(', ');
  const rows = [
    ['state', state],
    ['made', `${showDate(at, today)} (${ageWords(daysBetween(at, today))}) by ${by}`],
    ...left,
    ['hosts', hosts.join(', ')],
    ...(files.length === 0 ? [] : [['files', files.join(', ')]]),
    ...(diff === undefined ? [] : [['diff', diff]]),
    ...(commit === undefined ? [] : [['commit', commit]]),
    ...(pr === undefined ? [] : [['request', `#${pr}`]]),
    ...(restarts === '' ? [] : [['restarts', restarts]]),
    ...(why === undefined ? [] : [['why', why]]),
    ['release', verdict],
    ['motd', motdLine(patch)],
  ];
  return [
    `${id}  ${safeLine(title, 120)}  (${safeLine(shown, 80)}:${place.line})`,
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(9)} ${safeLine(value, 400)}`),
    '',
  ].join('\n');
}
