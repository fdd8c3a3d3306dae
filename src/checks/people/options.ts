import type { Command } from '../../checklist/model.js';
import { command, line, name, problem, timeLimit } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';

/** How to learn who is on call. */
export type OnCall =
  | { readonly type: 'command'; readonly command: Command }
  /** A file, relative to the work tree, or a web address. */
  | { readonly type: 'ics'; readonly address: string }
  | { readonly type: 'list'; readonly people: readonly string[] };

export interface PeopleOptions {
  /** `oncall`, `author`, `migration-authors`, `second`; else a role or a person of `people`. */
  readonly need: readonly string[];
  /** Milliseconds after the deploy. */
  readonly for: number;
  /** Absent: whoever has the role `oncall`. */
  readonly oncall?: OnCall;
}

const who = line(100);

const oncall = z
  .strictObject({
    command: command.exactOptional(),
    ics: line(2000).exactOptional().describe('A calendar: the titles of its events name who is on call.'),
    list: z.array(who).min(1).max(20).exactOptional().describe('These people; each of them is asked about.'),
  })
  .transform((written, context): OnCall => {
    const [found, ...more] = [
      ...(written.command === undefined ? [] : [{ type: 'command', command: written.command } as const]),
      ...(written.ics === undefined
        ? []
        : [{ type: 'ics', address: written.ics.replace(/^ics:/, '').trim() } as const]),
      ...(written.list === undefined ? [] : [{ type: 'list', people: written.list } as const]),
    ];
    return found === undefined || more.length > 0 ? problem(context, 'needs exactly one of command, ics, list') : found;
  });

export const peopleOptions: z.ZodType<PeopleOptions> = z.strictObject({
  need: z
    .array(name)
    .min(1)
    .max(10)
    .default(['oncall'])
    .describe('Who has to be at hand: oncall, author, migration-authors, second, or a role or a person of `people`.'),
  for: timeLimit.default(60 * 60_000).describe('How long after the deploy they have to be.'),
  oncall: oncall
    .exactOptional()
    .describe('Who is on call: a command that prints one a line, a calendar, or a list. Default: the role `oncall`.'),
});
