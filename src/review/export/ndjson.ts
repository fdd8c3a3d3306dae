import { safeJson } from '../../audit/record.js';
import { toRunSummary } from '../../run/summary.js';
import type { ExportedRun } from './export-run.js';
import { bounded } from './plain-text.js';

/** One object a line and run: what `list --json` says, and what was asked, overridden and noted. Other programs rely on it. */
export function* ndjson(runs: Iterable<ExportedRun>): Generator<string> {
  for (const run of runs) {
    yield `${safeJson(cutTexts(toObject(run)))}\n`;
  }
}

const toObject = ({ digest, facts, problem }: ExportedRun): object => ({
  ...toRunSummary(digest),
  ...(problem === undefined ? {} : { problem }),
  items: facts.items.map(({ id, worst, after, answers }) => ({
    id,
    worst,
    ...(after === true ? { after } : {}),
    answers: answers.map(({ facet, answer, how, ms }) => ({
      ...(facet === undefined ? {} : { facet }),
      answer,
      how,
      ms_on_screen: ms,
    })),
  })),
  overridden: digest.overridden,
  notes: facts.notes,
});

/** Characters of one text: no record holds twice as many. */
const most = 32_000;

function cutTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return bounded(value, most);
  }

  if (Array.isArray(value)) {
    return value.map(cutTexts);
  }

  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, cutTexts(one)]))
    : value;
}
