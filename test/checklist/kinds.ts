import { z } from 'zod';
import type { KindGrammar } from '../../src/checklist/grammar.js';
import { command, days, duration, hours, question } from '../../src/checklist/types.js';

const block = { level: 'block' } as const;

/** Kinds with the shapes that the real ones have, small enough to be read at one glance. */
export const kinds: readonly KindGrammar[] = [
  { name: 'ask', options: question, facets: {}, go: 'yes' },
  {
    name: 'run',
    options: z.union([command, z.strictObject({ command, style: z.enum(['exit', 'nagios']).default('exit') })]),
    facets: {},
    go: 'yes',
  },
  {
    name: 'window',
    options: z.strictObject({
      days: days.exactOptional(),
      hours: hours.exactOptional(),
      finish: duration.exactOptional(),
      break_days: z.int().min(1).default(4),
    }),
    facets: { last_day: block, freeze: block, hours: block },
    go: 'no',
  },
  {
    name: 'release',
    options: z.strictObject({
      branch: z.union([z.string(), z.array(z.string())]).exactOptional(),
      max_commits: z.int().min(1).default(50),
    }),
    facets: { clean: block, pushed: block },
    go: 'yes',
  },
  {
    name: 'tests',
    options: z.strictObject({ run: command, max_age: duration.default(86_400_000) }),
    facets: { green: block, same: block },
    go: 'yes',
  },
];
