import type { Command } from 'commander';
import type { CommandContext } from '../commands/context.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { didYouMean } from '../text/suggest.js';
import type { RunWork } from './work.js';

/** `shipit log` and what is below it. */
export function addLog(program: Command, run: RunWork): void {
  const log = program
    .command('log')
    .description('the audit log: list, show, verify')
    .exitOverride()
    .option('--json', 'machine output')
    .option('--limit <n>', 'at most so many runs')
    .allowExcessArguments()
    .action((_options, command: Command) => {
      refuseUnknown(command);
      return run(async (context) => logWork(context, 'list', undefined, command));
    });
  log
    .command('list')
    .description('all runs, newest first')
    .option('--json', 'one JSON object a line')
    .option('--limit <n>', 'at most so many')
    .exitOverride()
    .action((_options, command: Command) => run(async (context) => logWork(context, 'list', undefined, command)));
  log
    .command('show')
    .description('one run, whole')
    .argument('<run>', 'its id, the beginning of it, or `last`')
    .option('--json', 'machine output')
    .exitOverride()
    .action((named: string, _options, command: Command) =>
      run(async (context) => logWork(context, 'show', named, command)),
    );
  log
    .command('verify')
    .description('prove that nothing was edited, removed or reordered')
    .argument('[run]')
    .option('--json', 'machine output')
    .option('--rebuild-index', 'make the index anew from the runs')
    .exitOverride()
    .action((named: string | undefined, _options, command: Command) =>
      run(async (context) => logWork(context, 'verify', named, command)),
    );
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

async function logWork(
  context: CommandContext,
  sub: 'list' | 'show' | 'verify',
  named: string | undefined,
  command: Command,
): Promise<number> {
  const { log } = await import('../commands/log-command.js');
  const flags = command.optsWithGlobals() as {
    readonly json?: boolean;
    readonly limit?: string;
    readonly rebuildIndex?: boolean;
  };
  return log(context, {
    sub,
    run: named,
    json: flags.json ?? false,
    limit: flags.limit,
    rebuildIndex: flags.rebuildIndex ?? false,
  });
}
