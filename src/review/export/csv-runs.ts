import { csvLine } from './csv.js';
import type { ExportedRun } from './export-run.js';

/** One line a run, after a line with the names of the columns. */
export function* csvRuns(runs: Iterable<ExportedRun>): Generator<string> {
  yield csvLine(columns.map(([name]) => name));
  for (const run of runs) {
    yield csvLine(columns.map(([, cell]) => cell(run)));
  }
}

/** Names are stable: new columns come after the last one. Times are UTC, ISO 8601. */
const columns: readonly (readonly [string, (run: ExportedRun) => unknown])[] = [
  ['run', ({ digest }) => digest.run],
  ['app', ({ digest }) => digest.app],
  ['target', ({ digest }) => digest.target],
  ['operator', ({ digest }) => digest.operator],
  ['started', ({ digest }) => digest.started],
  ['ended', ({ digest }) => digest.ended],
  ['from', ({ digest }) => digest.from],
  ['to', ({ digest }) => digest.to],
  ['subject', ({ facts }) => facts.subject],
  // Who counts by outcome must not count what cannot be trusted.
  ['outcome', ({ digest, problem }) => (problem === undefined ? digest.outcome : '')],
  ['deploy_started', ({ facts }) => facts.deployStarted],
  ['deployed', ({ digest }) => digest.deployedAt],
  ['rolled_back', ({ facts }) => facts.undone],
  ['committed_median', ({ facts }) => facts.committed?.median],
  ['overrides', ({ digest }) => digest.overrides],
  ['overridden', ({ digest }) => digest.overridden.map(({ question }) => question).join(' ')],
  ['reasons', ({ digest }) => digest.overridden.map(({ reason }) => reason).join('\n')],
  ['items', ({ facts }) => facts.items.length],
  ['asked', (run) => asked(run)],
  ['no_gos', ({ facts }) => facts.items.filter(({ worst }) => worst === 'no-go').length],
  ['notes', ({ facts }) => facts.notes.length],
  ['incidents', ({ facts }) => facts.notes.filter(({ incident }) => incident).length],
  ['records', ({ digest }) => digest.records],
  ['head', ({ digest }) => digest.head],
  ['problem', ({ problem }) => problem],
];

/** Answers that persons gave. */
const asked = ({ facts }: ExportedRun): number =>
  facts.items.reduce((sum, { answers }) => sum + answers.filter(({ how }) => how !== 'auto').length, 0);
