import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit init`. */
export function addInit(program: Command, run: RunWork): void {
  program
    .command('init')
    .description('look at the project, write a first shipit.yml')
    .option('--yes', 'take the proposals without asking')
    .exitOverride()
    .action((options: { readonly yes?: boolean }) =>
      run(async (context) => (await import('../commands/init.js')).init(context, { yes: options.yes ?? false })),
    );
}
