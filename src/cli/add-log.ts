import type { Command } from 'commander';
import type { CommandContext } from '../commands/context.js';
import type { FilterFlags } from '../commands/log/filter-flags.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import { addExport } from './add-log-export.js';
import { addStats } from './add-log-stats.js';
import type { RunWork } from './work.js';

interface LogFlags extends FilterFlags {
  readonly json?: boolean;
  readonly rebuildIndex?: boolean;
  readonly incident?: boolean;
  readonly plain?: boolean;
  readonly markdown?: boolean;
}

/** `shipit log` and what is below it. */
export function addLog(program: Command, run: RunWork): void {
  const log = program
    .command('log')
    .description('the audit log: browse it, or list, show, verify, note, stats, export')
    .exitOverride()
    .option('--json', 'machine output')
    .option('--plain', 'a table, also on a terminal')
    .allowExcessArguments()
    .action((_options, command: Command) => {
      refuseUnknown(command);
      return browseRuns(run, command);
    });
  addFilters(log);
  addFilters(log.command('list').description('all runs, newest first').option('--json', 'one JSON object a line'))
    .exitOverride()
    .action((_options, command: Command) => listRuns(run, command));
  log
    .command('show')
    .description('one run, whole')
    .argument('<run>', 'its id, the beginning of it, `last`, or a commit')
    .option('--json', 'machine output')
    .option('--markdown', 'to paste it into a post-mortem')
    .exitOverride()
    .action((named: string, _options, command: Command) =>
      run(async (context) => {
        const [{ openLog }, { show }] = await Promise.all([open(), import('../commands/log/show.js')]);
        const { json = false, markdown = false, plain = false } = flagsOf(command);
        return show(await openLog(context, { plain }), { run: named, json, markdown });
      }),
    );
  log
    .command('verify')
    .description('prove that nothing was edited, removed or reordered')
    .argument('[run]')
    .option('--json', 'machine output')
    .option('--rebuild-index', 'make the index anew from the runs')
    .exitOverride()
    .action((named: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const [{ openLog }, { verify }] = await Promise.all([open(), import('../commands/log/verify.js')]);
        const { json = false, rebuildIndex = false, plain = false } = flagsOf(command);
        const place = await openLog(context, { write: rebuildIndex, plain });
        return verify(place, { ...(named === undefined ? {} : { run: named }), json, rebuildIndex });
      }),
    );
  log
    .command('note')
    .description('add what became known after a run had ended; nothing of the run itself changes')
    .argument('<run>', 'its id, the beginning of it, `last`, or a commit')
    .argument('[text...]', '- reads it from the standard input; without it, it is asked for')
    .option('--incident', 'what was deployed hurt somebody: the deploy counts as failed')
    .option('--json', 'machine output')
    .exitOverride()
    .action((named: string, words: readonly string[], _options, command: Command) =>
      run(async (context) => {
        const [{ openNote }, { note }] = await Promise.all([
          import('../commands/log/open-note.js'),
          import('../commands/log/note.js'),
        ]);
        const { json = false, incident = false } = flagsOf(command);
        const { place, noting } = await openNote(context, words);
        return note(place, { run: named, incident, json }, noting);
      }),
    );
  addStats(log, run, addFilters);
  addExport(log, run, addFilters);
  for (const command of log.commands) {
    command.option('--plain', 'nothing on the screen is drawn anew');
  }
}

/** What `list`, `stats` and `export` look for. */
const addFilters = (command: Command): Command =>
  command
    .option('--since <time>', 'begun at or after: 2026-11-20, "2 weeks ago"')
    .option('--until <time>', 'begun before the end of it')
    .option('--operator <name>', 'started by, or a part of the name')
    .option('--target <name>', 'to this target')
    .option('--outcome <outcome>', 'deployed, unconfirmed, failed, rolled-back, no-go, …')
    .option('--item <id>', 'this item was looked at or asked')
    .option('--override', 'something was overridden; with --item: that')
    .option('--commit <rev>', 'about this commit: at either end, or brought by the release')
    .option('--text <text>', 'says this anywhere in its records (not in what deploys printed)')
    .option('--limit <n>', 'at most so many, newest first');

const flagsOf = (command: Command): LogFlags => command.optsWithGlobals() as LogFlags;

const open = () => import('../commands/log/open-log.js');

/** On a terminal that can do it the browser, else the table. */
const browseRuns = (run: RunWork, command: Command): Promise<void> =>
  run(async (context) => {
    const flags = flagsOf(command);
    const { wantsBrowser } = await import('../commands/log/wants-browser.js');
    if (!(await wantsBrowser(context, flags))) {
      return listIn(context, flags);
    }

    const [{ openLog }, { browse }, { toSearch }] = await Promise.all([
      open(),
      import('../commands/log/browse.js'),
      import('../commands/log/filter-flags.js'),
    ]);
    const place = await openLog(context);
    return browse(context, place, toSearch(flags, place));
  });

const listRuns = (run: RunWork, command: Command): Promise<void> => run((context) => listIn(context, flagsOf(command)));

async function listIn(context: CommandContext, flags: LogFlags): Promise<number> {
  const [{ openLog }, { list }, { toSearch }] = await Promise.all([
    open(),
    import('../commands/log/list.js'),
    import('../commands/log/filter-flags.js'),
  ]);
  const place = await openLog(context, { plain: flags.plain ?? false });
  return list(place, toSearch(flags, place), { json: flags.json ?? false });
}

/** A command that also does something by itself takes a misspelt one below it for an argument. */
function refuseUnknown(command: Command): void {
  const [given] = command.args;
  if (given !== undefined) {
    const names = command.commands.map((one) => one.name());
    const meant = didYouMean(given, names);
    throw new OperatorError(`unknown command \`${command.name()} ${safeLine(given, 80)}\``, {
      hint:
        meant === undefined ? `there are: ${names.join(', ')}` : `did you mean \`shipit ${command.name()} ${meant}\`?`,
    });
  }
}
