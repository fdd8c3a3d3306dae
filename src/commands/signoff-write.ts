import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { homeDirectory } from '../audit/home-directory.js';
import { placeInProject } from '../checklist/place-in-project.js';
import {
  recordFile,
  recordText,
  type SignoffRecord,
  signoffNamespace,
  signoffsFolder,
} from '../checks/signoff/record.js';
import { replaceFile } from '../engine/replace-file.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { signBytes } from '../world/ssh-sign.js';
import { verifySignature } from '../world/ssh-sign-verify.js';
import type { CommandContext } from './context.js';
import type { Word } from './signoff-ask.js';
import type { SignoffFacts } from './signoff-facts.js';
import type { SignoffPlace } from './signoff-place.js';

/** What was written, by its name from the top of the project. */
export interface SignoffWritten {
  readonly file: string;
  /** Absent where it is not signed, which `why` says. */
  readonly signature?: string;
  readonly why?: string;
}

/** `--sign`: a key file, or the key that `people` has. */
export type SignWish = string | true | undefined;

/**
 * Signs the word and writes it: the record first, whole or not at all, then its signature. An earlier one by the same
 * person about the same commit is replaced.
 * @throws OperatorError where `--sign` was given and it cannot be signed, or nothing can be written; then nothing was
 */
export async function writeSignoff(
  context: CommandContext,
  signoff: SignoffPlace,
  said: { readonly word: Word; readonly facts: SignoffFacts; readonly sign: SignWish },
): Promise<SignoffWritten> {
  const { place, release, person } = signoff;
  const text = recordText(recordOf(signoff, said));
  const signed = await signatureOf(context, signoff, text, said.sign);
  if (typeof signed === 'string' && said.sign !== undefined) {
    throw new OperatorError(`it could not be signed: ${signed}`, { hint: 'nothing was written' });
  }

  const shown = `${signoffsFolder}/${recordFile(release.commit, person.key)}`;
  const signature = `${shown}.sig`;
  try {
    const file = await placeInProject(place.git.root, shown);
    await mkdir(dirname(file), { recursive: true });
    // A signature that is not about these words would make an edited record of them.
    await rm(`${file}.sig`, { force: true });
    await replaceFile(file, text, { shown });
    if (typeof signed !== 'string') {
      await replaceFile(`${file}.sig`, signed.signature, { shown: signature });
    }

    await keep(dirname(file));
  } catch (error) {
    throw error instanceof OperatorError
      ? error
      : new OperatorError(`${shown} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }

  return typeof signed === 'string' ? { file: shown, why: signed } : { file: shown, signature };
}

function recordOf(
  { place, release, options, person }: SignoffPlace,
  { word, facts }: { readonly word: Word; readonly facts: SignoffFacts },
): SignoffRecord {
  const clean = (text: string): string => place.redact(safeLine(text)).slice(0, 2000);
  return {
    v: 1,
    kind: 'signoff',
    commit: release.commit,
    tree: release.tree,
    env: options.env,
    seen: facts.seen,
    verdict: word.verdict,
    by: person.email,
    role: options.role,
    at: place.clock.now().toISOString(),
    ...(word.note === undefined ? {} : { note: clean(word.note) }),
    ...(word.link === undefined ? {} : { link: clean(word.link) }),
  };
}

/** @returns in words why there is none */
async function signatureOf(
  { env, cwd }: CommandContext,
  { place, person }: SignoffPlace,
  bytes: string,
  wish: SignWish,
): Promise<{ readonly signature: string } | string> {
  const { publicKey } = person;
  if (publicKey === undefined) {
    return `\`people\` has no \`key\` of ${person.name}, so nobody could check a signature`;
  }

  const home = homeDirectory(env);
  const key = typeof wish === 'string' ? { file: resolve(cwd, wish.replace(/^~(?=\/)/, home)) } : { publicKey };
  const signed = await signBytes({ bytes, namespace: signoffNamespace, key, home, env });
  if (typeof signed === 'string') {
    return signed;
  }

  const checked = await verifySignature(
    {
      bytes: Buffer.from(bytes),
      signature: Buffer.from(signed.signature),
      publicKey,
      email: person.email,
      namespace: signoffNamespace,
    },
    { commands: place.world.commands, root: place.git.root },
  );
  return checked.state === 'good'
    ? signed
    : `the key is not the one that \`people\` has of ${person.name}: ${checked.why}`;
}

/** The names are on disk, too. */
async function keep(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
