import path from 'node:path';
import { findChecklist } from '../checklist/find.js';
import type { KindGrammar } from '../checklist/grammar.js';
import { loadChecklist } from '../checklist/load.js';
import type { Checklist } from '../checklist/model.js';
import { printErrors, sourceReader } from '../checklist/print-errors.js';
import { showMerged } from '../checklist/show.js';
import { refuseWhatCannotRun } from '../engine/refuse.js';
import { exitCodes, OperatorError, OperatorErrors } from '../errors.js';
import { plural } from '../text/plural.js';

export interface LintContext {
  readonly cwd: string;
  /** Top of the work tree. */
  readonly root: string;
  readonly kinds: readonly KindGrammar[];
  /** Relative to `cwd`; empty: the checklist of the project. */
  readonly files: readonly string[];
  /** Print the merged checklist too. */
  readonly show: boolean;
  readonly json: boolean;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Validates checklists. Exit code 0 if all are right, 2 if one is not. */
export async function lint(context: LintContext): Promise<number> {
  const files: readonly (string | undefined)[] = context.files.length > 0 ? context.files : [undefined];
  const results: Linted[] = [];
  for (const file of files) {
    results.push(await lintFile(file, context));
  }
  const isGood = results.every(({ errors }) => errors.length === 0);
  if (context.json) {
    context.stdout(`${JSON.stringify({ schema: 1, ok: isGood, files: results.map(toJson) })}\n`);
  } else {
    for (const result of results) {
      print(result, context);
    }
  }
  return isGood ? exitCodes.ok : exitCodes.usage;
}

interface Linted {
  readonly file: string;
  readonly errors: readonly OperatorError[];
  readonly checklist?: Checklist;
}

async function lintFile(file: string | undefined, { cwd, root, kinds }: LintContext): Promise<Linted> {
  let shown = file ?? 'shipit.yml';
  try {
    const found = await findChecklist({ cwd: path.resolve(cwd), root, ...(file === undefined ? {} : { file }) });
    shown = found.shown;
    return { file: shown, errors: [], checklist: await loadChecklist({ ...found, root, kinds }) };
  } catch (error) {
    if (error instanceof OperatorErrors) {
      return { file: shown, errors: error.errors };
    }
    if (error instanceof OperatorError) {
      return { file: shown, errors: [error] };
    }
    throw error;
  }
}

function print({ file, errors, checklist }: Linted, { cwd, show, stdout, stderr }: LintContext): void {
  if (!checklist) {
    stderr(printErrors(errors, sourceReader(cwd)));
    stderr(`\n${file}: ${plural(errors.length, 'mistake')}\n`);
    return;
  }
  if (show) {
    stdout(showMerged(checklist));
    return;
  }
  for (const error of cannotRun(checklist)) {
    stderr(`warning: ${printErrors(error, sourceReader(cwd))}`);
  }
  const { checks, after, deploy } = checklist;
  const steps = plural(deploy.steps.length, 'step');
  stderr(`${file}: ${plural(checks.length, 'check')}, ${steps}, ${after.length} after; nothing wrong\n`);
}

/** Right as it is written, and refused by `shipit` all the same: better heard here than at the deploy. */
function cannotRun(checklist: Checklist): readonly OperatorError[] {
  try {
    refuseWhatCannotRun(checklist, false);
    return [];
  } catch (error) {
    if (error instanceof OperatorError) {
      return [error];
    }
    throw error;
  }
}

const toJson = ({ file, errors, checklist }: Linted) => ({
  file,
  ok: errors.length === 0,
  errors: errors.map(({ message, place, hint }) => ({
    ...(place ? { file: place.file, line: place.line, col: place.col } : {}),
    message,
    ...(hint === undefined ? {} : { hint }),
  })),
  ...(checklist ? { sources: checklist.sources } : {}),
});
