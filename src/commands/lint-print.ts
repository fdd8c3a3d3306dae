import type { Advice, AdvisedKind } from '../checklist/advice.js';
import type { Checklist } from '../checklist/model.js';
import { printErrors, sourceReader } from '../checklist/print-errors.js';
import { showMerged } from '../checklist/show.js';
import { showPlace } from '../errors.js';
import { hanging } from '../text/hanging.js';
import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import type { Linted } from './lint-file.js';

export interface PrintContext {
  readonly cwd: string;
  readonly kinds: readonly AdvisedKind[];
  readonly show: boolean;
  readonly strict: boolean;
  /** Width of the terminal; without one a sentence stays on its line, for those who search in it. */
  readonly columns?: number;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}

/** The result for one file: the merged checklist is data and goes to stdout, everything else is talk. */
export function printLinted({ file, errors, warnings, loaded, entries }: Linted, context: PrintContext): void {
  const { cwd, kinds, show, strict, columns, stdout, stderr } = context;
  const name = safeLine(file);
  if (entries !== undefined) {
    if (!show || strict) {
      stderr(printWarnings(warnings, columns));
      stderr(`${name}: ${plural(entries, 'entry', 'entries')}; ${verdictOf(warnings.length, strict)}\n`);
    }
    return;
  }
  if (!loaded) {
    stderr(printErrors(errors, sourceReader(cwd), columns));
    stderr(`\n${name}: ${plural(errors.length, 'mistake')}\n`);
    return;
  }
  if (show) {
    stdout(showMerged({ tree: loaded.tree, sources: loaded.checklist.sources, kinds }));
  }
  if (show && !strict) {
    return;
  }
  stderr(printWarnings(warnings, columns));
  stderr(`${name}: ${counted(loaded.checklist)}; ${verdictOf(warnings.length, strict)}\n`);
}

/** More than that is not read, and the first ones are worth the most. */
const MOST = 20;

function printWarnings(warnings: readonly Advice[], columns: number | undefined): string {
  const lines = warnings
    .slice(0, MOST)
    .flatMap(({ place, message, hint }) => [
      `${hanging(`${showPlace(place)} warning: ${message}`, '', columns)}\n`,
      `${hanging(hint, '  → ', columns)}\n`,
    ]);
  const more = warnings.length - MOST;
  return [...lines, ...(more > 0 ? [`and ${more} more\n`] : []), ...(lines.length > 0 ? ['\n'] : [])].join('');
}

const counted = ({ checks, after, deploy }: Checklist): string =>
  `${plural(checks.length, 'check')}, ${plural(deploy.steps.length, 'step')}, ${after.length} after`;

const verdictOf = (warnings: number, strict: boolean): string =>
  warnings === 0 ? 'nothing wrong' : `${plural(warnings, 'warning')}${strict ? ' (and --strict)' : ', no mistakes'}`;
