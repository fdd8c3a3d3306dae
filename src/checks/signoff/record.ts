import { email } from '../../checklist/sections.js';
import { name } from '../../checklist/types.js';
import { z } from '../../checklist/zod.js';
import { commitId } from '../commit-id.js';

/** Where sign-offs lie, from the top of the work tree. */
export const signoffsFolder = '.shipit/signoffs';

/** A signature made for something else cannot be taken for one of these. */
export const signoffNamespace = 'shipit-signoff';

/** One sign-off as its file has it (checks.md section 5.4). */
export interface SignoffRecord {
  readonly v: 1;
  readonly kind: 'signoff';
  /** Full ids. */
  readonly commit: string;
  readonly tree: string;
  readonly env: string;
  /** What ran there: 7 to 64 digits. Null: nobody could say. */
  readonly seen: string | null;
  readonly verdict: 'go' | 'no-go';
  /** An e-mail address of `people`. */
  readonly by: string;
  readonly role: string;
  /** UTC, ISO 8601, milliseconds. */
  readonly at: string;
  readonly note?: string;
  readonly link?: string;
}

const text = z.string().min(1).max(2000);

const recordSchema: z.ZodType<SignoffRecord> = z.strictObject({
  v: z.literal(1),
  kind: z.literal('signoff'),
  commit: commitId,
  tree: commitId,
  env: name,
  seen: z
    .string()
    .regex(/^[0-9a-f]{7,64}$/, 'is not a commit')
    .nullable(),
  verdict: z.enum(['go', 'no-go']),
  by: email,
  role: name,
  at: z.iso.datetime({ offset: false }),
  note: text.exactOptional(),
  link: text.exactOptional(),
});

/** Larger than any that is written, in bytes. */
export const largestRecord = 16 * 1024;

/** `<sha>.<person>.json`: person is a key of `people`. */
export const recordFile = (commit: string, person: string): string => `${commit}.${person}.json`;

/** @returns the commit and the person that a file is named after; undefined for another file */
export function readRecordName(file: string): { readonly commit: string; readonly person: string } | undefined {
  const [, commit, person] = /^([0-9a-f]{40}|[0-9a-f]{64})\.([a-z0-9][a-z0-9_-]{0,39})\.json$/.exec(file) ?? [];
  return commit === undefined || person === undefined ? undefined : { commit, person };
}

/** @returns the record, or in words why it is none */
export function parseRecord(bytes: string): SignoffRecord | string {
  let given: unknown;
  try {
    given = JSON.parse(bytes);
  } catch {
    return 'it is not JSON';
  }

  const parsed = recordSchema.safeParse(given);
  if (parsed.success) {
    return parsed.data;
  }

  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  return `${path === '' ? '' : `${path}: `}${issue?.message ?? 'it is no sign-off'}`;
}

/** As it is written: these very bytes are signed. */
export const recordText = (record: SignoffRecord): string => `${JSON.stringify(recordSchema.parse(record), null, 2)}\n`;
