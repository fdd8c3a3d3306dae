import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit status`. */
export function addStatus(program: Command, run: RunWork): void {
  program
    .command('status')
    .description('unfinished runs, who has them, what is next, the lock')
    .option('--json', 'machine output')
    .exitOverride()
    .action((options: { readonly json?: boolean }) =>
      run(async (context) => (await import('../commands/status.js')).status(context, { json: options.json ?? false })),
    );
}
