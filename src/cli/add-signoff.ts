import type { Command } from 'commander';
import type { SignWish } from '../commands/signoff-write.js';
import type { RunWork } from './work.js';

interface Flags {
  readonly file?: string;
  readonly target?: string;
  readonly env?: string;
  readonly sign?: SignWish;
  readonly plain?: boolean;
}

/** `shipit signoff`. */
export function addSignoff(program: Command, run: RunWork): void {
  program
    .command('signoff')
    .description('say go or no-go about a commit that you tried; for the product manager')
    .argument('[rev]', 'the commit, if it is not HEAD')
    .option('--env <name>', 'where it was tried, if the checklist asks for several')
    .option('--sign [key]', 'sign it with your ssh key, or that key file; nothing is written without')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--target <name>', 'what is new is told since what runs there (the first target unless given)')
    .option('--plain', 'line by line: no full screen')
    .exitOverride()
    .action((rev: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { signoff } = await import('../commands/signoff.js');
        const { plain = false, ...flags } = command.optsWithGlobals() as Flags;
        return signoff(context, { ...flags, rev, plain });
      }),
    );
}
