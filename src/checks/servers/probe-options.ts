import type { Command } from '../../checklist/model.js';
import { command, host, line, oneOrMore, problem } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

export interface ProbeOptions {
  readonly command?: Command;
  readonly all?: 'python-stdlib' | 'python-dists';
  /** `each`, `first`, or the name of a host. */
  readonly host: string;
  /** With `all`: the interpreters. */
  readonly of?: readonly string[];
}

/** A probe as the checklist has it: a command, or a map with exactly one of command and all. */
export type WrittenProbe = Command | ProbeOptions;

/** One look in a fresh process on the hosts, before the deploy. What else a probe can be belongs to `watch`. */
export const writtenProbe: z.ZodType<WrittenProbe> = z
  .union([
    command,
    z
      .strictObject({
        command: command.exactOptional(),
        all: z
          .enum(['python-stdlib', 'python-dists'])
          .exactOptional()
          .meta({ description: 'Every module of the language, or of every installed distribution, can be loaded.' }),
        host: z
          .union([z.enum(['each', 'first']), host])
          .default('each')
          .meta({ description: 'Where it runs: each, first, or a host.' }),
        of: oneOrMore(line(1000)).exactOptional().meta({ description: 'With all: the interpreters.' }),
      })
      .transform((given, context): ProbeOptions => {
        if ((given.command === undefined) === (given.all === undefined)) {
          return problem(context, 'needs exactly one of command, all');
        }

        if (given.host === 'local') {
          return problem(context, 'runs on hosts, not here: use each, first or a host; `run` is for this machine');
        }

        return given.of !== undefined && given.all === undefined
          ? problem(context, 'takes `of` only with `all`')
          : given;
      }),
  ])
  .meta({ description: 'A look in a fresh process on the hosts: a command, or command or all with where it runs.' });

/** The long form of a probe. */
export const optionsOf = (written: WrittenProbe): ProbeOptions =>
  typeof written === 'string' || isList(written) ? { command: written, host: 'each' } : written;

const isList = (written: WrittenProbe): written is readonly string[] => Array.isArray(written);
