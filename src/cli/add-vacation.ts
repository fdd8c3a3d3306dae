import type { Command } from 'commander';
import type { VacationOptions } from '../commands/vacation.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { RunWork } from './work.js';

/** `shipit vacation`. */
export function addVacation(program: Command, run: RunWork): void {
  const start = (options: VacationOptions): Promise<void> =>
    run(async (context) => (await import('../commands/vacation.js')).vacation(context, options));
  const json = (command: Command): boolean => (command.optsWithGlobals() as { readonly json?: boolean }).json ?? false;
  const vacation = program
    .command('vacation')
    .description('your own leave: private, in no repository')
    .option('--json', 'machine output')
    .allowExcessArguments()
    .exitOverride()
    .action((_options, command: Command) => {
      refuseUnknown(command, (given) => (/^\d{4}-/.test(given) ? `add ${given}` : undefined));
      return start({ do: 'list', json: json(command) });
    });
  vacation
    .command('list')
    .description('what is written down, with its numbers')
    .option('--json', 'machine output')
    .exitOverride()
    .action((_options, command: Command) => start({ do: 'list', json: json(command) }));
  vacation
    .command('add')
    .description('write leave down: both days are included')
    .argument('<range...>', '2026-11-02..2026-11-20, or 2026-11-02')
    .option('--note <text>', 'kept beside it, for you')
    .exitOverride()
    .action((range: readonly string[], { note }: { readonly note?: string }) =>
      start({ do: 'add', range: range.join(' '), note }),
    );
  vacation
    .command('import')
    .description('take the leave of an .ics file over, or have a calendar read at every run')
    .argument('<calendar>', 'a file, read once; a web address is kept and read anew')
    .option('--keep', 'keep the file, too, instead of its dates')
    .option('--all', 'every event in it is leave, whatever its title')
    .exitOverride()
    .action((source: string, { keep = false, all = false }: { readonly keep?: boolean; readonly all?: boolean }) =>
      start({ do: 'import', source, keep, all }),
    );
  vacation
    .command('remove')
    .description('take out what `list` has under that number')
    .argument('<n>')
    .exitOverride()
    .action((n: string) => start({ do: 'remove', n }));
}
