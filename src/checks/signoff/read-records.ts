import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, placeInProject } from '../../checklist/place-in-project.js';
import { messageOf, OperatorError } from '../../errors.js';
import { verifySignature } from '../../world/ssh-sign-verify.js';
import type { World } from '../../world/world.js';
import type { People } from '../persons.js';
import { readSmall } from '../read-small.js';
import { type Confirmation, type ConfirmationsRead, nobody, type Signature } from './confirmation.js';
import {
  largestRecord,
  parseRecord,
  readRecordName,
  type SignoffRecord,
  signoffNamespace,
  signoffsFolder,
} from './record.js';

/** More files than any project has of them; beyond, nobody knows what is in the rest. */
const mostFiles = 5000;

const atOnce = 16;

export interface ReadRecordsRequest {
  readonly env: string;
  readonly people: People;
  /** Whether what is said of that commit can be about this release; `tree` where the file could be read. */
  readonly matters: (commit: string, tree: string | undefined) => Promise<boolean>;
  readonly signal: AbortSignal;
}

/**
 * The sign-offs of the work tree's own folder: committed or not, whoever has confirmed it may hand the file over. A file
 * that cannot be understood is told by its name, and never passed over where it may be about this release.
 */
export async function readRecords(
  world: Pick<World, 'root' | 'commands'>,
  request: ReadRecordsRequest,
): Promise<ConfirmationsRead> {
  const files = await filesIn(world.root);
  if (typeof files === 'string') {
    return { ...nobody, unknown: files };
  }

  const names = files.filter((file) => !/^\.|\.json\.sig$/.test(file)).toSorted();
  const read: One[] = [];
  for (let from = 0; from < names.length; from += atOnce) {
    // Not all at once: a process has only so many files open.
    const some = names.slice(from, from + atOnce).map((file) => readOne(world, file, request));
    read.push(...(await Promise.all(some)));
  }
  return {
    list: read.flatMap((one) => ('confirmation' in one ? [one.confirmation] : [])),
    broken: read.flatMap((one) => ('broken' in one ? [one.broken] : [])),
    passedOver: read.flatMap((one) => ('passedOver' in one ? [one.passedOver] : [])),
  };
}

type One =
  | { readonly confirmation: Confirmation }
  | { readonly broken: ConfirmationsRead['broken'][number] }
  | { readonly passedOver: string };

async function readOne(
  world: Pick<World, 'root' | 'commands'>,
  file: string,
  { env, people, matters, signal }: ReadRecordsRequest,
): Promise<One> {
  const from = `${signoffsFolder}/${file}`;
  const named = readRecordName(file);
  if (named === undefined) {
    return misfiled(from, file, matters);
  }

  const bytes = await readSmall(join(world.root, from), largestRecord);
  const record = typeof bytes === 'string' ? bytes : parseRecord(bytes.toString('utf8'));
  const wrong = typeof record === 'string' ? record : misnamed(record, named, people);
  if (typeof bytes === 'string' || typeof record === 'string' || wrong !== undefined) {
    return (await matters(named.commit, undefined))
      ? { broken: { name: from, why: wrong ?? '' } }
      : { passedOver: `${from}: ${wrong}` };
  }

  if (record.env !== env) {
    return { passedOver: `${from} is about ${record.env}` };
  }

  if (!(await matters(record.commit, record.tree))) {
    return { passedOver: `${from} is about another release` };
  }

  const key = keyOf(record.by, people);
  const signature = await signatureOf(join(world.root, `${from}.sig`), bytes, { by: record.by, key }, people, {
    ...world,
    signal,
  });
  return { confirmation: confirmed(record, { key, people, from, signature }) };
}

/**
 * A record that was handed over as `….json.txt` may be a no-go. What neither begins with a commit nor has to do with JSON
 * is a note of somebody's.
 */
async function misfiled(from: string, file: string, matters: ReadRecordsRequest['matters']): Promise<One> {
  const why = 'its name is not COMMIT.PERSON.json';
  const [, commit] = /^([0-9a-f]{40}|[0-9a-f]{64})(?![0-9a-f])/i.exec(file) ?? [];
  const isOne =
    commit === undefined ? /json|^[0-9a-f]{7,}\b/i.test(file) : await matters(commit.toLowerCase(), undefined);
  return isOne ? { broken: { name: from, why } } : { passedOver: `${from}: ${why}` };
}

/** @returns names; or why nobody knows what lies there */
async function filesIn(root: string): Promise<readonly string[] | string> {
  try {
    const folder = await placeInProject(root, signoffsFolder);
    if (!(await isThere(folder))) {
      return [];
    }

    const names = await readdir(folder);
    return names.length > mostFiles ? `${signoffsFolder} holds more than ${mostFiles} files` : names;
  } catch (error) {
    return error instanceof OperatorError ? error.message : `${signoffsFolder} cannot be read: ${messageOf(error)}`;
  }
}

/** A file under somebody else's name would be found where nobody looks for it. */
function misnamed(
  record: SignoffRecord,
  named: { readonly commit: string; readonly person: string },
  people: People,
): string | undefined {
  if (record.commit !== named.commit) {
    return 'it is about another commit than its name says';
  }

  const key = keyOf(record.by, people);
  const isOther = key === undefined ? people[named.person] !== undefined : key !== named.person;
  return isOther ? `it is by ${record.by}, who is not ${named.person} of \`people\`` : undefined;
}

/** Who wrote it, and not who took their place. */
const keyOf = (by: string, people: People): string | undefined =>
  Object.entries(people).find(([, { emails }]) => emails.some((one) => one.toLowerCase() === by.toLowerCase()))?.[0];

function confirmed(
  record: SignoffRecord,
  more: {
    readonly key: string | undefined;
    readonly people: People;
    readonly from: string;
    readonly signature: Signature;
  },
): Confirmation {
  const { commit, tree, verdict, by, role, at, seen, note, link } = record;
  const { key, people, from, signature } = more;
  return {
    ...{ commit, tree, verdict, role, at, seen, from, signature },
    name: key === undefined ? by : (people[key]?.name ?? key),
    ...(key === undefined ? {} : { person: key }),
    ...(note === undefined ? {} : { note }),
    ...(link === undefined ? {} : { link }),
  };
}

async function signatureOf(
  file: string,
  bytes: Buffer,
  { by, key }: { readonly by: string; readonly key: string | undefined },
  people: People,
  where: Pick<World, 'root' | 'commands'> & { readonly signal: AbortSignal },
): Promise<Signature> {
  if (!(await isThere(file))) {
    return { state: 'none' };
  }

  const publicKey = key === undefined ? undefined : people[key]?.key;
  if (publicKey === undefined) {
    return { state: 'no-key' };
  }

  const signature = await readSmall(file, largestRecord);
  return typeof signature === 'string'
    ? { state: 'bad', why: `the signature: ${signature}` }
    : verifySignature({ bytes, signature, publicKey, email: by, namespace: signoffNamespace }, where);
}
