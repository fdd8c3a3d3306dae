import { z } from 'zod';
import type { Command } from '../checklist/model.js';
import { parseDuration } from '../text/duration.js';

/** `90s 15m 2h 3d`, as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const ms = parseDuration(text);
  if (ms === undefined || ms === 0) {
    context.addIssue({ code: 'custom', message: 'expected a duration such as 90s, 15m, 2h or 3d' });
    return z.NEVER;
  }

  return ms;
});

/** A string runs as `sh -c`, a list is an argv. */
export const command: z.ZodType<Command> = z.union([
  z.string().min(1),
  z.array(z.string()).min(1).readonly(),
]);
