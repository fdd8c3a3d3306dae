import { createNameLookup } from '../../audit/name-lookup.js';
import { readRun, toStampedEvents } from '../../audit/read.js';
import type { Reviewed } from '../../audit/summaries.js';
import { exitCodes, OperatorError } from '../../errors.js';
import { type AnsweredRun, csvAnswers } from '../../review/export/csv-answers.js';
import { csvRuns } from '../../review/export/csv-runs.js';
import { htmlPage } from '../../review/export/html/page.js';
import { markdownList } from '../../review/export/markdown-list.js';
import { ndjson } from '../../review/export/ndjson.js';
import { plural } from '../../text/plural.js';
import { safeLine } from '../../text/sanitise.js';
import { shownRun } from '../shown-run.js';
import { inTurns, joined, writeExport } from './export-file.js';
import { type FilterFlags, type Search, toSearch } from './filter-flags.js';
import { findRuns } from './find-runs.js';
import type { LogPlace } from './log-context.js';
import { contextSearch, spanOf } from './stats-scope.js';

export interface ExportFlags extends FilterFlags {
  readonly html?: boolean;
  readonly csv?: boolean;
  readonly ndjson?: boolean;
  readonly markdown?: boolean;
  /** The same as `ndjson`. */
  readonly json?: boolean;
  /** With `csv`: one line an answer. */
  readonly answers?: boolean;
  /** Absolute path of the file; standard output without. */
  readonly out?: string;
  /** A file that is there already is replaced. */
  readonly force?: boolean;
}

/**
 * Runs for other programs and for people without shipit.
 * @returns the exit code
 * @throws OperatorError unless exactly one format is asked for, and when the file cannot be written
 */
export async function exportLog(place: LogPlace, flags: ExportFlags): Promise<number> {
  const format = formatOf(flags);
  refuse(place, format, flags);
  const { stdout, stderr } = place;
  const search = toSearch(flags, place);
  const tally = { runs: 0, damaged: 0 };
  const runs = counted(await findRuns(place, search), tally);
  const context = format === 'html' ? await contextOf(place, search) : [];
  const chunks = renderers[format]({ place, runs, context, search, flags, namesOf: createNameLookup(place.project) });
  if (flags.out === undefined) {
    for await (const text of inTurns(joined(chunks))) {
      stdout.write(text);
    }
  } else {
    await writeExport({ path: flags.out, force: flags.force ?? false }, chunks);
    stderr.write(`${plural(tally.runs, 'run')} written to ${safeLine(flags.out)}\n`);
  }

  if (tally.damaged > 0) {
    stderr.write(`${plural(tally.damaged, 'run')} of them cannot be trusted: shipit log verify says why.\n`);
  }

  return exitCodes.ok;
}

const formats = ['html', 'csv', 'ndjson', 'markdown'] as const;

type Format = (typeof formats)[number];

function formatOf(flags: ExportFlags): Format {
  const given = formats.filter((format) => flags[format] === true || (format === 'ndjson' && flags.json === true));
  const [format, other] = given;
  if (format === undefined) {
    throw new OperatorError('export needs a format', {
      hint: 'add one of --html (a page), --csv (a table), --ndjson (for programs), --markdown (to paste)',
    });
  }

  if (other !== undefined) {
    throw new OperatorError(`--${format} and --${other} were both given: an export has one format`);
  }

  return format;
}

function refuse({ piped }: LogPlace, format: Format, { answers = false, out, force = false }: ExportFlags): void {
  if (answers && format !== 'csv') {
    throw new OperatorError(`--answers goes with --csv, not with --${format}`);
  }

  if (force && out === undefined) {
    throw new OperatorError('--force goes with --out: nothing else is written over');
  }

  if (format === 'html' && out === undefined && !piped) {
    throw new OperatorError('a page of HTML is nothing for a terminal', {
      hint: 'write a file with --out report.html, or send it on: shipit log export --html > report.html',
    });
  }
}

async function contextOf(place: LogPlace, search: Search): Promise<Iterable<Reviewed>> {
  const context = contextSearch(search);
  return context === undefined ? [] : await findRuns(place, context);
}

/** Every run as its records are, whatever the index says of it: who gets an export cannot look for themselves. */
function* counted(runs: Iterable<Reviewed>, tally: { runs: number; damaged: number }): Generator<Reviewed> {
  for (const run of runs) {
    const checked = run.checked();
    tally.runs += 1;
    tally.damaged += checked.damaged ? 1 : 0;
    yield { ...checked, checked: () => checked };
  }
}

interface Export {
  readonly place: LogPlace;
  readonly runs: Iterable<Reviewed>;
  /** Runs that are not among those, and tell when a target was well again. */
  readonly context: Iterable<Reviewed>;
  readonly search: Search;
  readonly flags: ExportFlags;
  readonly namesOf: NamesOf;
}

type NamesOf = ReturnType<typeof createNameLookup>;

const renderers: Readonly<Record<Format, (wanted: Export) => Iterable<string>>> = {
  html: ({ place, runs, context, search, flags, namesOf }) =>
    htmlPage(runs, {
      ...place,
      ...spanOf(place, search),
      context,
      asked: typed(flags),
      pageOf: (run) => shownRun(place.project, run, namesOf(run)).page,
    }),
  csv: ({ place, runs, flags, namesOf }) =>
    flags.answers === true ? csvAnswers(withEvents(place, runs, namesOf)) : csvRuns(runs),
  ndjson: ({ runs }) => ndjson(runs),
  markdown: ({ place, runs, flags }) => markdownList(runs, { ...place, asked: typed(flags) }),
};

function* withEvents({ project }: LogPlace, runs: Iterable<Reviewed>, namesOf: NamesOf): Generator<AnsweredRun> {
  for (const { digest } of runs) {
    yield { run: digest.run, events: eventsOf(project, digest.run, namesOf) };
  }
}

/** None of a run that cannot be read: it is counted among the damaged ones. */
function eventsOf(project: LogPlace['project'], run: string, namesOf: NamesOf): AnsweredRun['events'] {
  try {
    return toStampedEvents(readRun(project, run, namesOf(run)).records);
  } catch {
    return [];
  }
}

/** The filters as somebody could type them again. */
function typed({ since, until, operator, target, outcome, item, override, commit, text, limit }: FilterFlags): string {
  const values = { since, until, operator, target, outcome, item, commit, text, limit };
  return [
    ...Object.entries(values).flatMap(([flag, value]) => (value === undefined ? [] : [`--${flag} ${quoted(value)}`])),
    ...(override === true ? ['--override'] : []),
  ].join(' ');
}

const quoted = (value: string): string => (/^[\w.:/-]+$/.test(value) ? value : JSON.stringify(value));
