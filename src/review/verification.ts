import { plural } from '../text/plural.js';
import { safeLine } from '../text/sanitise.js';
import { wrap } from '../text/width.js';
import { createPaint } from './paint.js';

/** What `shipit log verify` found, as the audit floor hands it up. */
export interface Verified {
  readonly ok: boolean;
  readonly runs: number;
  readonly records: number;
  readonly faults: readonly { readonly run: string; readonly seq: number; readonly text: string }[];
  readonly notes: readonly { readonly run: string; readonly text: string }[];
  readonly anchored: number;
}

export interface VerificationOptions {
  readonly color: boolean;
  readonly columns: number;
}

/** Sentences for people: what is wrong and where, or that nothing is; and what no hash chain can tell. */
export function renderVerification(verified: Verified, { color, columns }: VerificationOptions): readonly string[] {
  const paint = createPaint(color);
  const { ok, runs, records, faults, notes } = verified;
  const looked = `${plural(records, 'record')} in ${plural(runs, 'run')} checked`;
  const lines = (text: string): readonly string[] => wrap(safeLine(text), Math.max(40, Math.min(columns, 140)));
  return [
    ok
      ? paint.good(`OK  ${looked}: none was changed, removed, inserted or moved.`)
      : paint.bad(`BROKEN  ${looked}: ${plural(faults.length, 'fault')}.`),
    ...faults.flatMap(({ run, text }) => lines(`✖ ${run}: ${text}`)),
    ...notes.flatMap(({ run, text }) => lines(`· ${run}: ${text}`)),
    ...limits(verified).flatMap((text) => lines(text).map((line) => paint.dim(line))),
  ];
}

/** A chain without a key proves only what lies before something that is known from elsewhere. */
function limits({ runs, anchored }: Verified): readonly string[] {
  const open = runs - anchored;
  const unanchored =
    open <= 0
      ? 'The end of every run is known to the index as well, so a cut there would have shown.'
      : `The end of ${plural(open, 'run')} is not in the index: there nobody can tell whether the last record was changed or whole records were cut off at the end.`;
  return [
    'What this cannot prove: a hash chain has no secret. Who may write these files and rewrites a run from some record on, together with the index and every later run, is not found out from here; only a copy kept elsewhere shows that.',
    unanchored,
  ];
}
