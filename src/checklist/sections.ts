import { publicKey } from './public-key.js';
import {
  calendarText,
  command,
  days,
  freezeSchema,
  hosts,
  hours,
  line,
  name,
  oneOrMore,
  positiveDuration,
  revisions,
  sentence,
  unit,
  webUrl,
  zone,
} from './types.js';
import { z } from './zod.js';

/** The version of the grammar this program reads. */
export const GRAMMAR = 1;

const calendar = z
  .strictObject({
    tz: zone.exactOptional(),
    work_days: days.default(['mon', 'tue', 'wed', 'thu', 'fri']).meta({ description: 'Days on which people work.' }),
    hours: hours.exactOptional().meta({ description: 'When somebody is there: `09:00-17:00`.' }),
    holidays: z.array(calendarText).max(500).default([]).meta({ description: 'Days off of everybody.' }),
    freezes: z.array(freezeSchema).max(500).default([]).meta({ description: 'When nobody deploys.' }),
  })
  .meta({ description: 'Time, working days, holidays and freezes; one place for all checks.' });

export const email = z
  .string()
  .max(254)
  .regex(/^[^\s<>@]+@[^\s<>@]+$/, 'is not an e-mail address');

const person = z.strictObject({
  name: line(100).exactOptional().meta({ description: 'As shown on screen and in the audit log.' }),
  emails: oneOrMore(email).default([]).meta({ description: 'Those of their commits and of their git settings.' }),
  roles: oneOrMore(name).default([]).meta({ description: 'What `by` may name instead of a person.' }),
  key: publicKey.exactOptional().meta({ description: 'Public ssh key, as in authorized_keys.' }),
  left: z.boolean().default(false).meta({ description: 'No longer here.' }),
  instead: name.exactOptional().meta({ description: 'Who to ask when this person has left.' }),
  absences: oneOrMore(calendarText).default([]).meta({ description: 'When they are away.' }),
  logins: oneOrMore(name).exactOptional().meta({ description: 'Their accounts at the forge (GitHub, GitLab).' }),
  tz: zone.exactOptional().meta({ description: 'Their time zone; default: that of the calendar.' }),
  hours: hours.exactOptional().meta({ description: 'When they work: `09:00-17:00`; default: those of the calendar.' }),
});

const target = z.strictObject({
  hosts: z
    .union([hosts, z.strictObject({ command })])
    .default([])
    .meta({ description: 'ssh hosts, or a command that prints one a line.' }),
  path: line(1000)
    .refine((text) => text.startsWith('/') || text.startsWith('~/'), 'must be an absolute path on the host')
    .exactOptional()
    .meta({ description: 'The deployed tree on the hosts.' }),
  runtimes: oneOrMore(line(1000)).default([]).meta({ description: 'virtualenvs and parents of node_modules.' }),
  units: oneOrMore(unit).default([]).meta({ description: 'Services the deploy restarts.' }),
  revision: revisions.default([]).meta({
    description:
      'How to learn which commit runs there; one way or several. `file` and `command` are looked at on each of its `hosts`.',
  }),
  url: webUrl.exactOptional().meta({ description: 'Where people use it.' }),
  autoscale: z
    .boolean()
    .exactOptional()
    .meta({ description: 'New servers come by themselves: what is not pinned is a no-go then, not a warning.' }),
  second: z
    .enum(['named', 'signed'])
    .default('named')
    .meta({ description: 'How a second person proves to be there: by name, or by signature.' }),
});

const repo = z.strictObject({
  path: line(1000)
    .refine((text) => !text.startsWith('-'), 'cannot start with -')
    .meta({ description: 'Work tree of the other repository, relative to this one.' }),
  revision: revisions.default([]).meta({
    description: 'How to learn which commit of it runs; `file` and `command` on the hosts of the target.',
  }),
});

/** The top keys whose values validate by themselves: everything but items and the deploy. */
export const sections = {
  shipit: z.literal(GRAMMAR).meta({ description: 'Version of the grammar; 1.' }),
  app: line(64)
    .refine((text) => /^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u.test(text), 'use letters, digits, blanks and . _ -')
    .meta({ description: 'Name of what is deployed; names it in the audit log.' }),
  extends: oneOrMore(sentence).meta({
    description: 'Checklists this one builds on: `shipit:default`, `./base.yml`, `@acme/checklists/web.yml`.',
  }),
  calendar,
  people: z.record(name, nothingOr(person)).meta({ description: 'Who is who.' }),
  targets: z
    .record(name, nothingOr(target))
    .refine((all) => Object.keys(all).length > 0, 'needs at least one target')
    .meta({ description: 'Where it is deployed; the first one is the default.' }),
  repos: z.record(name, repo).meta({ description: 'Other repositories in the same release.' }),
  last_deploy: z
    .array(z.enum(['revision', 'ref', 'log']))
    .min(1)
    .meta({ description: 'Where to learn what runs now. Default: [revision, ref, log].' }),
  log: z
    .strictObject({ keep: positiveDuration.exactOptional().meta({ description: 'How long finished runs are kept.' }) })
    .meta({ description: 'About the audit log.' }),
} as const;

/** `production:` with nothing after it takes all defaults. */
function nothingOr<T extends z.ZodObject>(schema: T) {
  return z.union([schema, z.null()]).transform((value): z.output<T> => (value === null ? schema.parse({}) : value));
}
