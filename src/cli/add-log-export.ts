import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ExportFlags } from '../commands/log/export.js';
import type { RunWork } from './work.js';

/** `shipit log export`; `addFilters` gives it the filters of `list`. */
export function addExport(log: Command, run: RunWork, addFilters: (command: Command) => Command): void {
  const command = log
    .command('export')
    .description('runs as a file: a page to read, a table, or data for programs')
    .option('--html', 'one page with everything: no script, no network')
    .option('--csv', 'one line a run')
    .option('--answers', 'with --csv: one line an answer')
    .option('--ndjson', 'one JSON object a line and run')
    .option('--markdown', 'a table of the runs, and each in short')
    .option('--out <file>', 'write this file, never over another one')
    .option('--force', 'with --out: replace what is there')
    .option('--json', 'the same as --ndjson');
  addFilters(command)
    .allowExcessArguments(false)
    .exitOverride()
    .action((_options, self: Command) =>
      run(async (context) => {
        const [{ openLog }, { exportLog }] = await Promise.all([
          import('../commands/log/open-log.js'),
          import('../commands/log/export.js'),
        ]);
        const flags = self.optsWithGlobals() as ExportFlags & { readonly plain?: boolean };
        return exportLog(await openLog(context, { plain: flags.plain ?? false }), {
          ...flags,
          ...(flags.out === undefined ? {} : { out: resolve(context.cwd, flags.out) }),
        });
      }),
    );
}
