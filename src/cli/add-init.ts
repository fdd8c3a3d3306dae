import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit init`. */
export function addInit(program: Command, run: RunWork): void {
  program
    .command('init')
    .description('look at the project, write a first shipit.yml')
    .option('--yes', 'take the proposals without asking')
    .option('--print', 'print the file instead of writing it; asks nothing')
    .exitOverride()
    .action(({ yes = false, print = false }: { readonly yes?: boolean; readonly print?: boolean }) =>
      run(async (context) => (await import('../commands/init.js')).init(context, { yes, print })),
    );
}
