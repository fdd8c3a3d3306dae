import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit schema`. */
export function addSchema(program: Command, run: RunWork): void {
  program
    .command('schema')
    .description('print the JSON Schema of the checklist grammar')
    .exitOverride()
    .action(() => run(async (context) => (await import('../commands/lint-command.js')).schemaCommand(context)));
}
