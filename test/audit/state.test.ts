import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AuditError } from '../../src/audit/error.js';
import { openProject, projectId, stateDirectory } from '../../src/audit/state.js';
import { OperatorError } from '../../src/errors.js';
import { temporaryDirectory } from './project.js';

const id = '0123456789abcdef';

test.each([
  ['SHIPIT_STATE_DIR first', { SHIPIT_STATE_DIR: '/s', XDG_STATE_HOME: '/x', HOME: '/h' }, '/s'],
  ['then XDG_STATE_HOME', { XDG_STATE_HOME: '/x', HOME: '/h' }, '/x/shipit'],
  ['then the home directory', { HOME: '/h' }, '/h/.local/state/shipit'],
  ['empty values are unset', { SHIPIT_STATE_DIR: '', XDG_STATE_HOME: '', HOME: '/h' }, '/h/.local/state/shipit'],
  ['a relative XDG_STATE_HOME is ignored', { XDG_STATE_HOME: 'x', HOME: '/h' }, '/h/.local/state/shipit'],
  ['without HOME the system knows', {}, join(homedir(), '.local/state/shipit')],
])('where the log lies: %s', (_name, env, expected) => {
  expect(stateDirectory(env)).toBe(expected);
});

test('B62 a relative SHIPIT_STATE_DIR is a mistake: it would be another log in every directory', () => {
  expect(() => stateDirectory({ SHIPIT_STATE_DIR: 'logs', HOME: '/h' })).toThrow(OperatorError);
  expect(() => stateDirectory({ SHIPIT_STATE_DIR: 'logs', HOME: '/h' })).toThrow(
    'SHIPIT_STATE_DIR is "logs", which is no absolute path',
  );
});

const idOf = (remoteUrl: string | undefined): string => projectId({ remoteUrl, commonDir: '/src/shop/.git' });

test.each([
  'https://github.com/acme/shop',
  'https://github.com/acme/shop.git',
  'https://github.com/acme/shop.git/',
  'https://ada:secret@github.com/acme/shop.git',
  'https://GitHub.com:443/acme/shop',
  'ssh://git@github.com/acme/shop.git',
  'ssh://git@github.com:22/acme/shop',
  'git@github.com:acme/shop.git',
  'github.com:acme/shop',
  'git@github.com:/acme/shop.git',
  ' git://github.com/acme/shop ',
])('%s is the same project, however it is cloned', (url) => {
  expect(idOf(url)).toBe(idOf('https://github.com/acme/shop'));
  expect(idOf(url)).toMatch(/^[0-9a-f]{16}$/);
});

test.each([
  'https://github.com/acme/other',
  'https://github.com/Acme/shop',
  'https://gitlab.com/acme/shop',
  'ssh://git@github.com:2222/acme/shop',
  '/srv/git/acme/shop.git',
  undefined,
  '',
])('%s is another project', (url) => {
  expect(idOf(url)).not.toBe(idOf('https://github.com/acme/shop'));
});

test('a local remote is the same by path and by URL; without a remote the git directory counts', () => {
  expect(idOf('file:///srv/git/shop.git')).toBe(idOf('/srv/git/shop'));
  expect(idOf(undefined)).toBe(idOf('  '));
  expect(projectId({ commonDir: '/a/.git' })).not.toBe(projectId({ commonDir: '/b/.git' }));
});

test('opening for writing makes what is missing, for nobody else to read', () => {
  const stateDir = join(temporaryDirectory(), 'deep', 'er', 'shipit');
  const project = openProject({ stateDir, projectId: id, write: true });
  expect(project).toEqual({
    root: join(stateDir, 'v1', id),
    runs: join(stateDir, 'v1', id, 'runs'),
    evidence: join(stateDir, 'v1', id, 'evidence'),
    locks: join(stateDir, 'v1', id, 'locks'),
    index: join(stateDir, 'v1', id, 'index.jsonl'),
  });
  for (const directory of [stateDir, project.root, project.runs, project.evidence, project.locks]) {
    expect(lstatSync(directory).mode & 0o777).toBe(0o700);
  }

  expect(lstatSync(join(project.root, '.ballast'))).toMatchObject({ size: 65_536 });
  expect(lstatSync(join(project.root, '.ballast')).mode & 0o777).toBe(0o600);
});

test('opening for reading makes nothing', () => {
  const stateDir = join(temporaryDirectory(), 'none');
  openProject({ stateDir, projectId: id, write: false });
  expect(existsSync(stateDir)).toBe(false);
});

const spoilt: readonly (readonly [string, RegExp, (directory: string) => void])[] = [
  ['writable by everybody', /can be written by others \(mode 0777\)/, (directory) => chmodSync(directory, 0o777)],
  ['writable by a group', /can be written by others \(mode 0770\)/, (directory) => chmodSync(directory, 0o770)],
];

test.each(spoilt)(
  'F24 B62 a directory that is %s is refused, with the command that mends it',
  (_name, message, spoil) => {
    const stateDir = temporaryDirectory();
    const project = openProject({ stateDir, projectId: id, write: true });
    for (const directory of [stateDir, project.root, project.runs, project.locks, project.evidence]) {
      spoil(directory);
      for (const write of [true, false]) {
        const open = (): unknown => openProject({ stateDir, projectId: id, write });
        expect(open).toThrow(AuditError);
        expect(open).toThrow(message);
        expect(open).toThrow(expect.objectContaining({ exitCode: 16, hint: `Mend it with: chmod 700 '${directory}'` }));
      }

      chmodSync(directory, 0o700);
    }
  },
);

test('a directory that others may read is no danger to the log', () => {
  const stateDir = temporaryDirectory();
  chmodSync(stateDir, 0o755);
  expect(() => openProject({ stateDir, projectId: id, write: true })).not.toThrow();
});

test.skipIf(process.getuid?.() !== 0)('F24 B62 a directory of somebody else is refused for writing', () => {
  const stateDir = temporaryDirectory();
  chownSync(stateDir, 12_345, 12_345);
  expect(() => openProject({ stateDir, projectId: id, write: true })).toThrow(
    /belongs to user 12345, and you are user 0: the audit log must be yours alone/,
  );
});

test.skipIf(process.getuid?.() === 0)(
  'F24 B62 a directory that may not be written is refused before any question',
  () => {
    const stateDir = temporaryDirectory();
    chmodSync(stateDir, 0o500);
    expect(() => openProject({ stateDir, projectId: id, write: true })).toThrow(/EACCES/);
  },
);

test('B62 a file where a directory should be is named', () => {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, 'file'), '');
  const open = (stateDir: string) => (): unknown => openProject({ stateDir, projectId: id, write: true });
  expect(open(join(directory, 'file'))).toThrow(/is a file, where the audit log needs a directory/);
  expect(open(join(directory, 'file', 'below'))).toThrow(/ENOTDIR/);
});

test('a link that leads nowhere is refused, and does not hang', () => {
  const directory = temporaryDirectory();
  symlinkSync(join(directory, 'nowhere'), join(directory, 'link'));
  expect(() => openProject({ stateDir: join(directory, 'link'), projectId: id, write: true })).toThrow(AuditError);
  expect(() => openProject({ stateDir: join(directory, 'link', 'x'), projectId: id, write: true })).toThrow(AuditError);
});

test.skipIf(process.platform !== 'linux')('a path under /proc is refused, and does not hang', () => {
  expect(() => openProject({ stateDir: '/proc/x/y', projectId: id, write: true })).toThrow(AuditError);
});

test('a state directory may be a link to where there is room', () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'big'), { mode: 0o700 });
  symlinkSync(join(directory, 'big'), join(directory, 'link'));
  openProject({ stateDir: join(directory, 'link'), projectId: id, write: true });
  expect(existsSync(join(directory, 'big', 'v1', id, 'runs'))).toBe(true);
});

test('whatever is not a project id never becomes a path', () => {
  expect(() => openProject({ stateDir: '/nowhere', projectId: '../x', write: false })).toThrow(RangeError);
});
