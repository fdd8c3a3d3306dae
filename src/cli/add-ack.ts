import type { Command } from 'commander';
import type { RunWork } from './work.js';

interface Flags {
  readonly file?: string;
  readonly until?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly renew?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `shipit ack`. */
export function addAck(program: Command, run: RunWork): void {
  program
    .command('ack')
    .description('accept a known finding until a date; without a key: what is accepted')
    .argument('[key]', 'key of the finding, as the evidence shows it; `*` stands for anything')
    .option('--until <date>', 'the last day, e.g. 2026-12-20, or 30d; at most 90 days')
    .option('--reason <text>', 'why it can wait; at least 15 characters')
    .option('--by <name>', 'who accepts it, from `people` of the checklist (you, unless given)')
    .option('--renew', 'replace the entry of the same key')
    .option('--force', 'write a key that no finding here has')
    .option('-f, --file <file>', 'the checklist whose time zone and items count')
    .option('--json', 'machine output')
    .exitOverride()
    .action((key: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { ack } = await import('../commands/ack.js');
        const {
          renew = false,
          force = false,
          json = false,
          until,
          reason,
          by,
          file,
        } = command.optsWithGlobals() as Flags;
        return ack(context, { key, until, reason, by, file, renew, force, json });
      }),
    );
}
