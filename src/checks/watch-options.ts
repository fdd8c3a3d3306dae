import type { Command } from '../checklist/model.js';
import { command, duration, line, oneOrMore, positiveDuration, probe } from '../checklist/types.js';
import { z } from '../checklist/zod.js';
import { lookMs } from './probe/look.js';
import { optionsOf, type WrittenProbe } from './probe/spec.js';

/** Durations are milliseconds. */
export interface WatchOptions {
  readonly for: number;
  readonly every: number;
  readonly probes: Readonly<Record<string, WrittenProbe>>;
  readonly fail: number;
  /** Since the watch began, ascending, each once; `end` comes last. */
  readonly ask_at: readonly (number | 'end')[];
  readonly notify?: Command;
}

export const watchOptions: z.ZodType<WatchOptions> = z.strictObject({
  for: duration.default(30 * 60_000).describe('How long everything has to be green.'),
  every: positiveDuration.default(15_000).describe('How often each probe looks.'),
  probes: z
    .record(line(60), probe as z.ZodType<WrittenProbe>)
    .default({})
    .superRefine(reportMisfits)
    .describe('What is looked at, by a name of your own.'),
  fail: z.int().min(1).max(100).default(3).describe('Failures in a row that make a probe failing.'),
  ask_at: oneOrMore(z.union([z.literal('end'), duration]))
    .transform(inOrder)
    .default([0, 'end'])
    .describe('When a person is asked whether it works: durations since the deploy, and `end`.'),
  notify: command
    .exactOptional()
    .describe('Runs on every change, with SHIPIT_PROBE, SHIPIT_STATE and SHIPIT_TEXT in its environment.'),
});

/** Which keys of a probe mean something with which kind of it. */
const fits: Readonly<Record<string, readonly string[]>> = {
  url: ['expect', 'body', 'within'],
  command: ['max', 'min', 'rise', 'over_baseline'],
  log: ['match', 'max'],
  restarts: [],
  all: ['of'],
};

/** A limit that is looked at by nobody is worse than none. */
function reportMisfits(probes: Readonly<Record<string, WrittenProbe>>, context: z.core.$RefinementCtx): void {
  for (const [name, written] of Object.entries(probes)) {
    const given = optionsOf(written);
    const form = Object.keys(fits).find((key) => key in given) ?? 'command';
    for (const key of Object.keys(given).filter((one) => ![form, 'host', ...(fits[form] ?? [])].includes(one))) {
      const where = Object.keys(fits).filter((one) => fits[one]?.includes(key));
      const message = `means something only with ${where.map((one) => `\`${one}\``).join(' or ')}, not with \`${form}\``;
      context.addIssue({ code: 'custom', message, path: [name, key] });
    }

    const { body, within, host } = given;
    if (form === 'url' && host !== undefined && host !== 'local') {
      const message = 'is only for what runs on a host: an address is asked from here; ask it there with a `command`';
      context.addIssue({ code: 'custom', message, path: [name, 'host'] });
    }

    if (within !== undefined && within > lookMs) {
      context.addIssue({ code: 'custom', message: 'is longer than a look takes: at most 10s', path: [name, 'within'] });
    }

    if (body !== undefined && isPatternText(body) && !isPattern(body.slice(1, -1))) {
      context.addIssue({ code: 'custom', message: 'is not a valid pattern', path: [name, 'body'] });
    }
  }
}

function inOrder(times: readonly (number | 'end')[]): readonly (number | 'end')[] {
  const numbers = new Set(times.filter((time) => time !== 'end'));
  return [...[...numbers].sort((a, b) => a - b), ...(times.includes('end') ? (['end'] as const) : [])];
}

const isPatternText = (text: string): boolean => /^\/.+\/$/.test(text);

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}
