import { z } from '../../checklist/zod.js';
import { parseJson } from '../parse-json.js';

/** That all migrations of a key have run on a copy of production, and how it went. All texts are raw. */
export interface Rehearsal {
  readonly key: string;
  /** When: UTC, ISO 8601. */
  readonly at: string;
  readonly ok: boolean;
  /** Who ran it: a person or a job. */
  readonly by?: string;
  /** When the copy of production was taken: UTC, ISO 8601. */
  readonly copyTaken?: string;
  readonly seconds?: number;
  /** Rows that were changed. */
  readonly rows?: number;
  /** Tables that were locked, in the words of whoever ran it. */
  readonly locks?: readonly string[];
  /** Where its output is. */
  readonly log?: string;
}

const instant = z
  .string()
  .max(60)
  .regex(/^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/, 'is no instant; write 2026-11-18T09:30:00Z')
  .refine((text) => !Number.isNaN(Date.parse(text)), 'is no instant; write 2026-11-18T09:30:00Z')
  .transform((text) => new Date(text).toISOString());

const seconds = z.number().min(0).max(1e9);
const rows = z.number().min(0);
const locks = z.union([
  z.array(z.string().max(300)).max(50),
  z
    .string()
    .max(300)
    .transform((one) => [one]),
]);

/** What a file that CI wrote holds; it may hold more. */
const record = z.object({
  key: z.string().regex(/^[0-9a-f]{64}$/, 'is no key; it has 64 hexadecimal digits'),
  at: instant,
  ok: z.boolean(),
  by: z.string().max(200).exactOptional(),
  copy_taken: instant.exactOptional(),
  seconds: seconds.exactOptional(),
  rows: rows.exactOptional(),
  locks: locks.exactOptional(),
  log: z.string().max(500).exactOptional(),
});

/** What the last line of a command may tell. */
const told = record
  .pick({ ok: true, copy_taken: true, seconds: true, rows: true, locks: true, log: true })
  .partial()
  .extend({ key: z.string().max(200).exactOptional() });

/** @returns one rehearsal or a list of them, or in words what is wrong with the text */
export function parseRecords(text: string): readonly Rehearsal[] | string {
  const json = parseJson(text);
  if (json === undefined) {
    return 'it is no JSON';
  }

  const read = z.union([z.array(record).max(1000), record.transform((one) => [one])]).safeParse(json.value);
  return read.success ? read.data.map(rehearsalOf) : wrong(Array.isArray(json.value) ? json.value[0] : json.value);
}

/** The JSON object on the last line of standard output; nothing where there is none, in words what is wrong with it. */
export function parseTold(stdout: string): Partial<Rehearsal> | string {
  const line = stdout.trimEnd().split('\n').at(-1)?.trim() ?? '';
  const json = line.startsWith('{') ? parseJson(line) : undefined;
  if (json === undefined) {
    return {};
  }

  const read = told.safeParse(json.value);
  return read.success
    ? {
        ...fieldsOf(read.data),
        ...(read.data.key === undefined ? {} : { key: read.data.key }),
        ...(read.data.ok === undefined ? {} : { ok: read.data.ok }),
      }
    : first(read.error);
}

const rehearsalOf = (given: z.output<typeof record>): Rehearsal => ({
  ...fieldsOf(given),
  key: given.key,
  at: given.at,
  ok: given.ok,
  ...(given.by === undefined ? {} : { by: given.by }),
});

const fieldsOf = ({ copy_taken, ...given }: Omit<z.output<typeof told>, 'key' | 'ok'>): Partial<Rehearsal> => ({
  ...(copy_taken === undefined ? {} : { copyTaken: copy_taken }),
  ...(given.seconds === undefined ? {} : { seconds: given.seconds }),
  ...(given.rows === undefined ? {} : { rows: given.rows }),
  ...(given.locks === undefined ? {} : { locks: given.locks }),
  ...(given.log === undefined ? {} : { log: given.log }),
});

function wrong(value: unknown): string {
  const read = record.safeParse(value);
  return read.success ? 'an entry of it is no rehearsal' : first(read.error);
}

/** The first of the mistakes, and where it is. */
function first({ issues: [issue] }: z.ZodError): string {
  const name = issue?.path.join('.') ?? '';
  const what = name === '' ? 'it' : `\`${name}\``;
  if (issue?.code !== 'invalid_type') {
    return `${what} ${issue?.message ?? 'cannot be read'}`;
  }

  return issue.message.endsWith('received undefined')
    ? `it has no ${what}`
    : `${what} must be of type ${issue.expected}`;
}
