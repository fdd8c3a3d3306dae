import type { Command } from 'commander';
import { walkFlags } from './flags.js';
import type { RunWork } from './work.js';

/** `shipit resume`. */
export function addResume(program: Command, run: RunWork): void {
  program
    .command('resume')
    .description('go on with an unfinished run, or follow a deploy that still runs')
    .argument('[run]', 'its id, or the beginning of it; the one that `shipit` offers unless given')
    .option('--plain', 'line by line: no full screen')
    .exitOverride()
    .action((named: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { resume } = await import('../commands/resume.js');
        return resume(context, { run: named, plain: walkFlags(command).plain ?? false });
      }),
    );
}
