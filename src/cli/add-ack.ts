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
  const ack = program
    .command('ack')
    .description('accept a known finding until a date; without a key: what is accepted')
    .argument(
      '[key]',
      'key of the finding, as the evidence shows it: ITEM:FINDING or ITEM:FACET:FINDING,\ne.g. servers:twice:libssl; `*` stands for anything',
    )
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
  ack
    .command('list')
    .description('what is accepted, and how many days are left')
    .option('--json', 'machine output')
    .exitOverride()
    .action((_options, command: Command) =>
      run(async (context) => {
        const { ack: list } = await import('../commands/ack.js');
        const { renew = false, force = false, json = false, ...rest } = command.optsWithGlobals() as Flags;
        return list(context, { ...rest, renew, force, json });
      }),
    );
  ack
    .command('remove')
    .description('take an entry out of the file again')
    .argument('<key>', 'as `shipit ack list` shows it')
    .option('--json', 'machine output')
    .exitOverride()
    .action((key: string, _options, command: Command) =>
      run(async (context) => {
        const { ackRemove } = await import('../commands/ack.js');
        return ackRemove(context, { key, json: (command.optsWithGlobals() as Flags).json ?? false });
      }),
    );
}
