import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Person } from '../../../src/checklist/model.js';
import type { GatherContext } from '../../../src/checks/kind.js';
import { signoff } from '../../../src/checks/signoff/kind.js';
import { type SignoffRecord, signoffNamespace } from '../../../src/checks/signoff/record.js';
import { repository, temporaryDirectory } from '../../helpers/repository.js';
import { checklist, contextIn, gather } from '../gathering.js';

export const now = new Date('2026-11-20T12:00:00.000Z');

export const per: Person = {
  name: 'Per M.',
  emails: ['per@x.test'],
  roles: ['pm'],
  left: false,
  absences: [],
  logins: ['per-m'],
};

export const people: Readonly<Record<string, Person>> = {
  per,
  bob: { name: 'Bob', emails: ['bob@x.test'], roles: ['dev'], left: false, absences: [], logins: ['bob'] },
};

/** Two commits, the first of which runs in production; staging runs whatever its branch names: the second one. */
export function shop() {
  const made = repository({ 'cart.ts': '1', 'docs/cart.md': 'x\n' });
  const live = made.git('rev-parse', 'HEAD');
  const tried = made.commit('Round half a cent', { 'cart.ts': '2' });
  made.git('branch', 'staging');
  const id = (rev: string, what = 'commit'): string => made.git('rev-parse', `${rev}^{${what}}`);
  return {
    ...made,
    live,
    tried,
    id,
    /** Writes a record into the folder of the work tree. @returns its file, absolute */
    record(changes: Partial<SignoffRecord> = {}, person = 'per'): string {
      const commit = changes.commit ?? id('HEAD');
      const text = { ...recordOf(commit, id(commit, 'tree')), ...changes };
      mkdirSync(join(made.root, '.shipit/signoffs'), { recursive: true });
      const file = join(made.root, '.shipit/signoffs', `${commit}.${person}.json`);
      writeFileSync(file, `${JSON.stringify(text, null, 2)}\n`);
      return file;
    },
    look: (written: object = {}, changes: Partial<GatherContext> = {}) =>
      looked(made.root, live, { revision: { ref: 'staging' }, ...written }, changes),
    /** The options exactly as written. */
    lookAs: (written: object, changes: Partial<GatherContext>) => looked(made.root, live, written, changes),
  };
}

async function looked(root: string, live: string, written: object, changes: Partial<GatherContext>) {
  const previous = { commit: live, sources: ['log'] };
  const context = await contextIn(root, { checklist: { ...checklist, people }, previous, now, ...changes });
  const found = await gather(signoff, written, context);
  const facets = found.facets ?? {};
  const of = Object.fromEntries(Object.entries(facets).map(([name, { verdict }]) => [name, verdict]));
  return {
    ...found,
    of,
    why: (name: string) => facets[name]?.summary ?? '',
    keys: (name: string) => facets[name]?.findings?.map(({ key }) => key) ?? [],
  };
}

export const recordOf = (commit: string, tree: string): SignoffRecord => ({
  v: 1,
  kind: 'signoff',
  commit,
  tree,
  env: 'staging',
  seen: commit,
  verdict: 'go',
  by: 'per@x.test',
  role: 'pm',
  at: '2026-11-20T10:00:00.000Z',
  note: 'checkout tried with two cards',
});

/** All facets of a sign-off that counts, with what differs. */
export const allGo = (but: Readonly<Record<string, string>> = {}): object =>
  expect.objectContaining({ given: 'go', same_commit: 'go', fresh: 'go', self: 'go', staging: 'go', ...but });

/** A real ssh key; signs files as `ssh-keygen -Y sign` does. */
export function sshKey() {
  const file = join(temporaryDirectory(), 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'a comment', '-f', file]);
  return {
    file,
    publicKey: readFileSync(`${file}.pub`, 'utf8').trim(),
    sign: (signed: string, namespace = signoffNamespace): void => {
      execFileSync('ssh-keygen', ['-q', '-Y', 'sign', '-f', file, '-n', namespace, signed], { stdio: 'ignore' });
    },
  };
}
