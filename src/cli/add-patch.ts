import type { Command } from 'commander';
import type { CommandContext } from '../commands/context.js';
import { refuseUnknown } from './refuse-unknown.js';
import type { RunWork } from './work.js';

interface Flags {
  readonly from?: string;
  readonly path?: readonly string[];
  readonly patch?: string;
  readonly commit?: string;
  readonly pr?: string;
  readonly title?: string;
  readonly host?: readonly string[];
  readonly until?: string;
  readonly why?: string;
  readonly restart?: readonly string[];
  readonly id?: string;
  readonly target?: string;
  readonly file?: string;
  readonly included?: boolean;
  readonly dropped?: boolean;
  readonly because?: string;
  readonly json?: boolean;
}

const flagsOf = (command: Command): Flags => command.optsWithGlobals() as Flags;

/** `shipit patch`. */
export function addPatch(program: Command, run: RunWork): void {
  const patch = program
    .command('patch')
    .description('the register of changes made directly on servers; without a word: what is in it')
    .option('-f, --file <file>', 'the checklist that says where the register and the hosts are')
    .option('--json', 'machine output')
    .allowExcessArguments()
    .exitOverride()
    .action((_options, command: Command) => {
      refuseUnknown(command);
      return run((context) => list(context, command));
    });
  addAdd(patch, run);
  patch
    .command('list')
    .description('what is registered: state, age, until when, where')
    .option('--json', 'machine output')
    .exitOverride()
    .action((_options, command: Command) => run((context) => list(context, command)));
  patch
    .command('show')
    .description('one patch, and whether a commit holds it')
    .argument('<id>', 'MP-12')
    .option('--commit <rev>', 'the commit to look into, if it is not HEAD')
    .option('--json', 'machine output')
    .exitOverride()
    .action((id: string, _options, command: Command) =>
      run(async (context) => {
        const { patchShow } = await import('../commands/patch-show.js');
        const { file, commit, json = false } = flagsOf(command);
        return patchShow(context, { id, file, commit, json });
      }),
    );
  patch
    .command('resolve')
    .description('close a patch: a release brings it, or nobody wants it any more')
    .argument('<id>', 'MP-12')
    .option('--included', 'a release brings it; refused where the commit does not hold it')
    .option('--dropped', 'nobody wants it any more')
    .option('--because <text>', 'why; at least 15 characters')
    .option('--commit <rev>', 'the commit that brings it, if it is not HEAD')
    .option('--json', 'machine output')
    .exitOverride()
    .action((id: string, _options, command: Command) =>
      run(async (context) => {
        const { patchResolve } = await import('../commands/patch-resolve.js');
        const { included = false, dropped = false, json = false, because, commit, file } = flagsOf(command);
        return patchResolve(context, { id, included, dropped, because, commit, file, json });
      }),
    );
}

async function list(context: CommandContext, command: Command): Promise<number> {
  const { patchList } = await import('../commands/patch.js');
  const { file, json = false } = flagsOf(command);
  return patchList(context, { file, json });
}

function addAdd(patch: Command, run: RunWork): void {
  const several = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  patch
    .command('add')
    .description('register a change; in a terminal it asks for what is missing')
    .option('--from <host>', 'take the difference of the deployed tree on this host')
    .option('--path <file>', 'only this file or directory of it; may be given again', several)
    .option('--patch <file>', 'take this diff')
    .option('--commit <rev>', 'the commit that makes the same change')
    .option('--pr <number>', 'the pull request that brings it')
    .option('--title <text>', 'what it does, in one line')
    .option('--host <host>', 'where it was made; may be given again (with --from: that host)', several)
    .option('--until <date>', 'the last day it may stay, e.g. 2026-12-20, or 14d')
    .option('--why <text>', 'why it could not wait for a release')
    .option(
      '--restart <unit>',
      'service that takes it up; may be given again (`units` of the target unless given)',
      several,
    )
    .option('--id <id>', 'its name (the next MP-… unless given)')
    .option('--target <name>', 'the target the host belongs to')
    .option('--json', 'machine output')
    .exitOverride()
    .action((_options, command: Command) =>
      run(async (context) => {
        const { patchAdd } = await import('../commands/patch-add.js');
        const { path = [], host = [], json = false, from, patch: diff, ...flags } = flagsOf(command);
        return patchAdd(context, { ...flags, from, diff, paths: path, hosts: host, json });
      }),
    );
}
