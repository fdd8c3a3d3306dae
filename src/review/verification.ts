import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { wrap } from '../text/width.js';
import { createPaint } from './paint.js';

/** What `shipit log verify` found, as the audit floor hands it up. */
export interface Verified {
  readonly ok: boolean;
  readonly runs: number;
  readonly records: number;
  readonly faults: readonly {
    readonly run: string;
    readonly seq: number;
    readonly text: string;
    /** `newer-format`: nobody changed it, but this version cannot check it. */
    readonly kind?: string;
  }[];
  readonly notes: readonly { readonly run: string; readonly text: string }[];
  readonly anchored: number;
}

export interface VerificationOptions {
  readonly color: boolean;
  readonly columns: number;
  /** No terminal shows it: every run stays on one line. */
  readonly piped?: boolean;
}

/** Sentences for people: what is wrong and where, or that nothing is; what a hash chain proves, and what none can. */
export function renderVerification(verified: Verified, options: VerificationOptions): readonly string[] {
  const { color, columns, piped = false } = options;
  const paint = createPaint(color);
  const { ok, runs, records, notes } = verified;
  const looked = `${plural(records, 'record')} in ${plural(runs, 'run')} checked`;
  const lines = (text: string): readonly string[] =>
    piped ? [safeLine(text)] : wrap(safeLine(text), Math.max(40, Math.min(columns, 140)));
  const bad = firstFaults(verified);
  return [
    ok
      ? paint.good(`OK  ${looked}: none was changed, removed, inserted or moved.`)
      : paint.bad(
          verified.faults.every(isNewer)
            ? `UNKNOWN  ${looked}: ${newer(bad.length)}.`
            : `BROKEN  ${looked}: ${changed(bad.length)}.`,
        ),
    ...bad.flatMap(({ run, text, more }) =>
      lines(`✖ ${run}: ${text}${more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'fault' : 'faults'})`}`),
    ),
    ...notes.flatMap(({ run, text }) => lines(`· ${run}: ${text}`)),
    ...lines(proven).map(paint.dim),
    ...lines(notProven(verified)).map(paint.dim),
  ];
}

const isNewer = ({ kind }: { readonly kind?: string }): boolean => kind === 'newer-format';

const newer = (count: number): string =>
  `${count === 1 ? '1 run is' : `${count} runs are`} of a newer shipit, and only that one can check ${count === 1 ? 'it' : 'them'}`;

const changed = (count: number): string =>
  count === 1 ? '1 run is not as it was written' : `${count} runs are not as they were written`;

interface FirstFault {
  readonly run: string;
  readonly text: string;
  /** Further faults of the same run. */
  readonly more: number;
}

/** Of each run that is not as it was written, the first place that shows it. */
function firstFaults({ faults }: Verified): readonly FirstFault[] {
  const found = new Map<string, FirstFault>();
  for (const { run, text } of faults) {
    const known = found.get(run);
    found.set(run, known === undefined ? { run, text, more: 0 } : { ...known, more: known.more + 1 });
  }

  return [...found.values()];
}

const proven =
  'What this proves: where nothing is named above, no record was changed, removed, inserted or moved since it was written, as long as the index or a later run still names its end.';

/** A chain without a key proves only what lies before something that is known from elsewhere. */
function notProven({ runs, anchored }: Verified): string {
  const open = runs - anchored;
  const cut =
    open <= 0
      ? ''
      : `; and of ${plural(open, 'run')} whose end the index does not know, the last records may have been changed or cut off`;
  return `What this cannot prove: a hash chain has no secret, so whoever may write these files can rewrite a run together with the index and every later run, which only a copy kept elsewhere shows${cut}.`;
}
