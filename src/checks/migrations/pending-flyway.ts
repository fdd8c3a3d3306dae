import { z } from '../../checklist/zod.js';
import type { Listed, PendingFormat } from './pending-read.js';

/** `flyway info -outputType=json`. States as Flyway 6 to 11 name them. */
export const flyway: PendingFormat = {
  framework: 'flyway',
  tool: 'flyway info',
  read(_lines, output) {
    const text = output.slice(Math.max(0, output.indexOf('{')), output.lastIndexOf('}') + 1);
    if (!text.includes('"migrations"')) {
      return undefined;
    }

    try {
      const read = info.safeParse(JSON.parse(text));
      return read.success ? read.data.migrations.flatMap(listed) : undefined;
    } catch {
      return undefined;
    }
  },
};

const info = z.looseObject({
  migrations: z.array(
    z.looseObject({
      version: z.string().nullish(),
      description: z.string().nullish(),
      state: z.string(),
    }),
  ),
});

type Row = z.infer<typeof info>['migrations'][number];

/** A repeatable one has no version: it is known by its description. */
function listed({ version, description, state }: Row): readonly Listed[] {
  const id = version || `R__${(description ?? '').replaceAll(' ', '_')}`;
  const is = states[state.toLowerCase()];
  return is === 'none' ? [] : [{ id, state: is ?? 'failed' }];
}

/** What is none of these is trouble, and counts as such. */
const states: Readonly<Record<string, Listed['state'] | 'none'>> = {
  pending: 'pending',
  outdated: 'pending',
  ignored: 'pending',
  'above target': 'pending',
  success: 'applied',
  'out of order': 'applied',
  baseline: 'applied',
  'below baseline': 'none',
  superseded: 'none',
  undone: 'pending',
  available: 'none',
  deleted: 'none',
  missing: 'gone',
  future: 'gone',
};
