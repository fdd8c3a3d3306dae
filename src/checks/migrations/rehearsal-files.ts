import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, placeInProject } from '../../checklist/place-in-project.js';
import { errorCode, messageOf, OperatorError } from '../../errors.js';
import { readSmall } from '../read-small.js';
import { inGlobs } from './globs.js';
import { parseRecords, type Rehearsal } from './rehearsal.js';

type Found = Rehearsal & { readonly from: string };

interface Broken {
  readonly name: string;
  readonly why: string;
}

export interface RecordsRead {
  readonly list: readonly Found[];
  readonly broken: readonly Broken[];
  /** Why nobody knows what there is. */
  readonly unknown?: string;
}

/** More than a project keeps of them; beyond, nobody knows what is in the rest. */
const mostFiles = 2000;
const atOnce = 16;
const largest = 256 * 1024;

/**
 * The records that CI wrote into the work tree, committed or not.
 * @param root top of the work tree @param where a file, a directory of `*.json`, or a glob, from there
 */
export async function readRehearsals(root: string, where: string): Promise<RecordsRead> {
  try {
    const files = await filesAt(root, where);
    const read: (Broken | readonly Found[])[] = [];
    for (let from = 0; from < files.length; from += atOnce) {
      // Not all at once: a process has only so many files open.
      read.push(...(await Promise.all(files.slice(from, from + atOnce).map((name) => readOne(root, name)))));
    }

    return {
      list: read.flatMap((one) => ('why' in one ? [] : one)),
      broken: read.flatMap((one) => ('why' in one ? [one] : [])),
    };
  } catch (error) {
    const why = error instanceof OperatorError ? error.message : `${where}: ${wordsOf(error)}`;
    return { list: [], broken: [], unknown: why };
  }
}

async function readOne(root: string, name: string): Promise<Broken | readonly Found[]> {
  const bytes = await readSmall(await placeInProject(root, name), largest);
  const parsed = typeof bytes === 'string' ? bytes : parseRecords(bytes.toString('utf8'));
  return typeof parsed === 'string' ? { name, why: parsed } : parsed.map((one) => ({ ...one, from: name }));
}

/** @throws whatever cannot be listed, other than by not being there */
async function filesAt(root: string, where: string): Promise<readonly string[]> {
  const isGlob = /[*?[]/.test(where);
  const parts = where.replace(/\/+$/, '').split('/');
  const base = isGlob
    ? parts
        .slice(
          0,
          parts.findIndex((part) => /[*?[]/.test(part)),
        )
        .join('/')
    : parts.join('/');
  const place = await placeInProject(root, base === '' ? '.' : base);
  if (!(await isThere(place))) {
    return [];
  }

  if (!(await stat(place)).isDirectory()) {
    return isGlob ? [] : [base];
  }

  const isMeant = inGlobs([isGlob ? where : `${base}/*.json`]);
  return (await filesBelow(root, base, isGlob)).filter(isMeant).toSorted();
}

async function filesBelow(root: string, base: string, deep: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [base];
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    for await (const entry of await opendir(join(root, at))) {
      const name = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isDirectory() && deep && entry.name !== '.git' && entry.name !== 'node_modules') {
        waiting.push(name);
      } else if (entry.isFile()) {
        found.push(name);
      }

      if (found.length > mostFiles || waiting.length > mostFiles) {
        throw new Error(`there are more than ${mostFiles} files`);
      }
    }
  }

  return found;
}

const wordsOf = (error: unknown): string =>
  errorCode(error) === '' ? messageOf(error) : `it cannot be read: ${errorCode(error)}`;
