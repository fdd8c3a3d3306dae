import { safeJson } from '../audit/record.js';
import type { CivilDate } from '../calendar/civil.js';
import type { AdvisedKind } from '../checklist/advice.js';
import { exitCodes } from '../errors.js';
import { lintAcks } from './lint-acks.js';
import { type Linted, lintFile } from './lint-file.js';
import { lintJson } from './lint-json.js';
import { printLinted } from './lint-print.js';

export interface LintContext {
  readonly cwd: string;
  /** Top of the work tree. */
  readonly root: string;
  readonly kinds: readonly AdvisedKind[];
  /** Relative to `cwd`; empty: the checklist of the project, and its acknowledgements. */
  readonly files: readonly string[];
  /** Print the merged checklist instead of a summary. */
  readonly show: boolean;
  readonly json: boolean;
  /** A warning fails, too. */
  readonly strict: boolean;
  /** Where the operator is. */
  readonly today: CivilDate;
  /** Width of the terminal, if there is one. */
  readonly columns?: number;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** Validates checklists. Exit code 0 if all are right, 2 if one is not, or (with `strict`) if one has a warning. */
export async function lint(context: LintContext): Promise<number> {
  const files: readonly (string | undefined)[] = context.files.length > 0 ? context.files : [undefined];
  const results: Linted[] = [];
  for (const file of files) {
    results.push(await lintFile(file, context));
  }
  const [main] = results;
  const acks = context.files.length > 0 || main === undefined ? undefined : await lintAcks(main, context);
  results.push(...(acks === undefined ? [] : [acks]));
  const isGood = results.every(
    ({ errors, warnings }) => errors.length === 0 && !(context.strict && warnings.length > 0),
  );
  if (context.json) {
    context.stdout(`${safeJson(lintJson(results, { ok: isGood, show: context.show, kinds: context.kinds }))}\n`);
  } else {
    for (const result of results) {
      printLinted(result, context);
    }
  }
  return isGood ? exitCodes.ok : exitCodes.usage;
}
