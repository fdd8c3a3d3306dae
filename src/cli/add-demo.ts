import type { Command } from 'commander';
import type { RunWork } from './work.js';

/** `shipit demo`. */
export function addDemo(program: Command, run: RunWork): void {
  program
    .command('demo')
    .description('a throw-away project with real findings, and a run on it')
    .option('--play', 'plays the keys itself')
    .exitOverride()
    .action((options: { readonly play?: boolean }) =>
      run(async (context) => (await import('../commands/demo.js')).demo(context, { play: options.play ?? false })),
    );
}
