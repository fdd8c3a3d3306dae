import type { Command } from 'commander';
import type { FilterFlags } from '../commands/log/filter-flags.js';
import type { RunWork } from './work.js';

/** `shipit log stats`. @param addFilters adds what `list`, `stats` and `export` look for */
export function addStats(log: Command, run: RunWork, addFilters: (command: Command) => Command): void {
  addFilters(log.command('stats').description('how often we deploy and fail, and what the questions are worth'))
    .option('--json', 'machine output')
    .addHelpText('before', examples)
    .exitOverride()
    .action((_options, command: Command) =>
      run(async (context) => {
        const [{ openLog }, { stats }, { toSearch }, { marksFor }] = await Promise.all([
          import('../commands/log/open-log.js'),
          import('../commands/log/stats.js'),
          import('../commands/log/filter-flags.js'),
          import('../ui/marks.js'),
        ]);
        const flags = command.optsWithGlobals() as FilterFlags & { readonly json?: boolean; readonly plain?: boolean };
        const place = await openLog(context, { plain: flags.plain ?? false });
        const { ascii } = marksFor(context.env);
        return stats(place, toSearch(flags, place), { json: flags.json ?? false, ascii });
      }),
    );
}

const examples = `Examples:
  shipit log stats                                     everything, all targets
  shipit log stats --target production --since "3 months ago"
  shipit log stats --item tests --override             runs in which tests was overridden
  shipit log stats --json                              for programs
`;
