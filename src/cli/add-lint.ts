import type { Command } from 'commander';
import type { WalkFlags } from './flags.js';
import type { RunWork } from './work.js';

/** `shipit lint`. */
export function addLint(program: Command, run: RunWork): void {
  program
    .command('lint')
    .description('validate checklists: mistakes with file:line:col, and advice')
    .argument('[files...]')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--show', 'print the merged checklist with the origin of every item')
    .option('--strict', 'a warning is exit code 2, too')
    .option('--json', 'machine output')
    .exitOverride()
    .action((files: string[], _options, command: Command) =>
      run(async (context) => {
        const { lintCommand } = await import('../commands/lint-command.js');
        const {
          file,
          show = false,
          strict = false,
          json = false,
        } = command.optsWithGlobals() as WalkFlags & { readonly show?: boolean; readonly strict?: boolean };
        return lintCommand(context, { files: file === undefined ? files : [...files, file], show, strict, json });
      }),
    );
}
