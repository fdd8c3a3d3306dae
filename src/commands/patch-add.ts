import { dirname, posix } from 'node:path';
import { safeJson } from '../audit/record.js';
import { motdLine } from '../checklist/patch-motd.js';
import { type NewPatch, nextId, patchAsWritten, withPatch } from '../checklist/patches-edit.js';
import { patchSchema } from '../checklist/patches-model.js';
import { writeRegister } from '../engine/write-register.js';
import { type ExitCode, exitCodes, OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { ackBy } from './ack-by.js';
import type { CommandContext } from './context.js';
import { completed, type Given } from './patch-add-ask.js';
import { completedCommand } from './patch-add-command.js';
import type { PatchAddOptions } from './patch-add-options.js';
import { refuseSecrets } from './patch-add-secrets.js';
import { takePatch } from './patch-add-source.js';
import { openPatchPlace, type PatchPlace } from './patch-place.js';
import type { TakenPatch } from './patch-taken.js';
import { refuseFixedClock } from './refuse-fixed-clock.js';

/**
 * Registers a change that was made directly on servers, and prints the line for their motd.
 * @returns the exit code; 10 when the operator left before it was written
 * @throws OperatorError, OperatorErrors: then nothing was written
 */
export async function patchAdd(context: CommandContext, options: PatchAddOptions): Promise<ExitCode> {
  refuseFixedClock(context, 'nothing is registered');
  const opened = await openPatchPlace(context, options);
  const { place, shown, register } = opened;
  const taken = await takePatch(options, opened, context.cwd);
  if (taken.diff !== undefined) {
    refuseSecrets(taken.diff, place.redact, options.from === undefined ? 'take it out of the diff' : leftOut);
  }

  const known = await hostsKnown(opened);
  mustBeKnown(options.hosts, known);
  const given = await completed(
    { title: options.title, hosts: hostsOf(options.hosts, taken), until: options.until },
    {
      stdin: context.stdin,
      stderr: context.stderr,
      today: opened.today,
      known,
      title: taken.title,
      command: (missing) => completedCommand(options, missing),
    },
  );
  if (given === undefined) {
    context.stderr.write('\nNothing was written.\n');
    return exitCodes.stopped;
  }

  const id = options.id ?? nextId(register.list);
  const diff = taken.diff && { shown: posix.join(dirname(shown), 'patches', `${id}.patch`), bytes: taken.diff };
  const patch = valid(patchOf({ id, given, taken, diff: diff?.shown }, options, opened));
  await writeRegister(place.git.root, shown, (text) => withPatch(text, patch, shown), diff);
  say(context, { patch, shown, diff: diff?.shown, notes: taken.notes, json: options.json });
  return exitCodes.ok;
}

const leftOut = 'name the other files with --path';

const hostsOf = (named: readonly string[], { host }: TakenPatch): readonly string[] => [
  ...new Set([...(host === undefined ? [] : [host]), ...named]),
];

async function hostsKnown({ place, target }: PatchPlace): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(10_000);
  return target === undefined ? [] : place.world.ssh.hostsOf(target, signal).catch(() => []);
}

/** Where hosts are known, a name that is none of them is a slip. */
function mustBeKnown(named: readonly string[], known: readonly string[]): void {
  const unknown = known.length === 0 ? undefined : named.find((host) => !known.includes(host));
  if (unknown !== undefined) {
    throw new OperatorError(`--host: the target has no host \`${safeLine(unknown, 80)}\``, {
      hint: `there are: ${known.join(', ')}`,
    });
  }
}

interface Parts {
  readonly id: string;
  readonly given: Given;
  readonly taken: TakenPatch;
  readonly diff: string | undefined;
}

function patchOf(
  { id, given, taken, diff }: Parts,
  { why, restart }: PatchAddOptions,
  { place, target, checklist, today }: PatchPlace,
): NewPatch {
  const clean = (text: string): string => place.redact(safeLine(text));
  const { files, commit, pr } = taken;
  return {
    id,
    title: clean(given.title).slice(0, 100),
    hosts: given.hosts,
    at: today,
    by: clean(ackBy(undefined, place.operator, checklist?.people ?? {})),
    files,
    ...(diff === undefined ? {} : { patch: diff }),
    ...(commit === undefined ? {} : { commit }),
    ...(pr === undefined ? {} : { pr }),
    restart: restart ?? target?.units ?? [],
    ...(given.until === undefined ? {} : { until: given.until }),
    ...(why === undefined ? {} : { why: clean(why) }),
    state: 'applied',
  };
}

/** @throws OperatorError in the words of the register's own grammar */
function valid(patch: NewPatch): NewPatch {
  const { success, error } = patchSchema.safeParse(patchAsWritten(patch));
  if (!success) {
    const [issue] = error.issues;
    throw new OperatorError(
      `${issue?.path.join('.') ?? ''}: ${safeLine(issue?.message ?? 'cannot be registered', 160)}`,
      {
        hint: 'nothing was written',
      },
    );
  }

  return patch;
}

interface Said {
  readonly patch: NewPatch;
  readonly shown: string;
  readonly diff: string | undefined;
  readonly notes: readonly string[];
  readonly json: boolean;
}

function say({ stdout, stderr }: CommandContext, { patch, shown, diff, notes, json }: Said): void {
  const motd = motdLine(patch);
  if (json) {
    stdout.write(`${safeJson({ schema: 1, file: shown, patch, motd })}\n`);
  } else {
    const files = patch.files.map((file) => `    ${safeLine(file, 120)}`);
    stdout.write(
      [
        `Registered ${patch.id} "${safeLine(patch.title, 100)}" on ${patch.hosts.join(', ')} in ${shown}`,
        ...(diff === undefined ? [] : [`  ${diff} holds the change:`]),
        ...files.slice(0, 10),
        ...(files.length > 10 ? [`    and ${files.length - 10} more`] : []),
        `  For the motd of ${patch.hosts.join(', ')} (shipit writes nothing there):`,
        `    ${safeLine(motd, 300)}`,
        '',
      ].join('\n'),
    );
  }

  for (const note of notes) {
    stderr.write(`${note}\n`);
  }

  stderr.write(
    `Commit ${[shown, ...(diff === undefined ? [] : [diff])].join(' and ')}, so that others can review it.\n`,
  );
}
