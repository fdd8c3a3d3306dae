import type { Command } from 'commander';
import { walkFlags } from './flags.js';
import type { RunWork } from './work.js';

/** `shipit check`. */
export function addCheck(program: Command, run: RunWork): void {
  program
    .command('check')
    .description('gather all evidence, ask nothing, deploy nothing')
    .argument('[name]')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--target <name>', 'which target')
    .option('--commit <rev>', 'the release, if it is not HEAD')
    .option('--json', 'machine output')
    .exitOverride()
    .action((name: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { check } = await import('../commands/check.js');
        const { json = false, ...choice } = walkFlags(command);
        return check(context, { ...choice, name, json });
      }),
    );
}
