import { fork } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ProjectPaths } from '../../src/audit/project.js';
import { sha256 } from '../../src/audit/record.js';
import { openProject } from '../../src/audit/state.js';
import { openSnapshots } from '../../src/world/snapshots.js';
import { temporaryDirectory } from '../helpers/repository.js';

const openTest = (): ProjectPaths =>
  openProject({ stateDir: join(temporaryDirectory(), 'state'), projectId: '0123456789abcdef', write: true });

const json = (number: number, healthy = false): string => JSON.stringify({ healthy, number });

const numbers = (kept: readonly { readonly json: string }[]): readonly unknown[] =>
  kept.map(({ json: text }) => JSON.parse(text).number);

test('what is kept is there for every later process, newest first, under its own hash', () => {
  const project = openTest();
  expect(openSnapshots(project).list('production', 'web1')).toEqual({ kept: [], broken: [] });

  const first = openSnapshots(project).keep('production', 'web1', json(1));
  const second = openSnapshots(project).keep('production', 'web1', json(2));

  expect([first, second]).toEqual([sha256(json(1)), sha256(json(2))]);
  expect(openSnapshots(project).list('production', 'web1')).toEqual({
    kept: [
      { sha256: second, json: json(2) },
      { sha256: first, json: json(1) },
    ],
    broken: [],
  });
});

test('looking makes nothing', () => {
  const project = openTest();

  openSnapshots(project).list('production', 'web1');

  expect(existsSync(join(project.root, 'snapshots'))).toBe(false);
});

test('hosts and targets have their own, whatever they are called', () => {
  const store = openSnapshots(openTest());
  const places = [
    ['production', 'web1'],
    ['production', 'Web1'],
    ['production', '../web1'],
    ['staging', 'web1'],
  ] as const;
  places.forEach(([target, host], index) => {
    store.keep(target, host, json(index));
  });

  expect(places.map(([target, host]) => numbers(store.list(target, host).kept))).toEqual([[0], [1], [2], [3]]);
});

test('of eleven the oldest is forgotten', () => {
  const store = openSnapshots(openTest());
  for (let number = 1; number <= 11; number++) {
    store.keep('production', 'web1', json(number, true));
  }

  expect(numbers(store.list('production', 'web1').kept)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
});

test('the newest healthy one stays, however many unhealthy ones came after it', () => {
  const store = openSnapshots(openTest());
  store.keep('production', 'web1', json(1, true));
  store.keep('production', 'web1', json(2, true));
  for (let number = 3; number <= 20; number++) {
    store.keep('production', 'web1', json(number));
  }

  expect(numbers(store.list('production', 'web1').kept)).toEqual([20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 2]);
});

test('they are for the operator alone', () => {
  const project = openTest();
  openSnapshots(project).keep('production', 'web1', json(1));

  const root = join(project.root, 'snapshots');
  const modes = ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })].map(
    (name) => lstatSync(join(root, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o700, 0o700, 0o700, 0o600]);
});

const place = (project: ProjectPaths): string => join(project.root, 'snapshots', 'production', 'web1');

const only = (project: ProjectPaths): string => join(place(project), readdirSync(place(project)).at(-1) ?? '');

test.each([
  ['B68 altered', (path: string) => writeFileSync(path, json(2).replace('2', '3'))],
  ['B68 cut short', (path: string) => truncateSync(path, 5)],
  ['B68 empty', (path: string) => truncateSync(path, 0)],
])('a snapshot that is %s is left out, and named', (_what, harm) => {
  const project = openTest();
  const store = openSnapshots(project);
  const first = store.keep('production', 'web1', json(1));
  store.keep('production', 'web1', json(2));
  const path = only(project);
  harm(path);

  expect(store.list('production', 'web1')).toEqual({ kept: [{ sha256: first, json: json(1) }], broken: [path] });
});

test('B68 a link, a directory and a stranger among them are left out, and named; and nothing is written through them', () => {
  const project = openTest();
  const store = openSnapshots(project);
  store.keep('production', 'web1', json(1));
  const outside = join(project.root, 'outside.json');
  writeFileSync(outside, json(2));
  const link = join(place(project), `000002-${sha256(json(2))}.json`);
  const directory = join(place(project), `000003-${sha256(json(3))}.json`);
  const stranger = join(place(project), 'notes.txt');
  symlinkSync(outside, link);
  mkdirSync(directory);
  writeFileSync(stranger, '');

  expect(store.list('production', 'web1').broken).toEqual([directory, link, stranger]);
  store.keep('production', 'web1', json(3));

  expect(numbers(store.list('production', 'web1').kept)).toEqual([3, 1]);
  expect(readFileSync(outside, 'utf8')).toBe(json(2));
});

test('a file in place of the directory is said, by the reader and by the writer', () => {
  const project = openTest();
  mkdirSync(join(project.root, 'snapshots', 'production'), { recursive: true, mode: 0o700 });
  writeFileSync(place(project), '');
  const store = openSnapshots(project);

  expect(store.list('production', 'web1')).toEqual({ kept: [], broken: [place(project)] });
  expect(() => store.keep('production', 'web1', json(1))).toThrow(`${place(project)} is a file`);
});

test('a process killed between writing and naming leaves what nobody takes for a snapshot, and it goes a day later', async () => {
  const project = openTest();
  const store = openSnapshots(project);
  store.keep('production', 'web1', json(1));
  const leftover = await killedWhileWriting(place(project));
  expect(lstatSync(leftover).size).toBeGreaterThan(0);

  expect(store.list('production', 'web1').broken).toEqual([]);
  expect(numbers(store.list('production', 'web1').kept)).toEqual([1]);
  store.keep('production', 'web1', json(2));
  expect(existsSync(leftover)).toBe(true);

  const yesterday = Date.now() / 1000 - 90_000;
  utimesSync(leftover, yesterday, yesterday);
  store.keep('production', 'web1', json(3));
  expect(existsSync(leftover)).toBe(false);
  expect(numbers(store.list('production', 'web1').kept)).toEqual([3, 2, 1]);
});

/** Does what the product does up to the naming, in a process of its own, and is killed there. */
async function killedWhileWriting(directory: string): Promise<string> {
  const script = join(temporaryDirectory(), 'writer.mjs');
  writeFileSync(
    script,
    `import fs from 'node:fs';
     const path = process.argv[2] + '/.000002-' + 'a'.repeat(64) + '.json.' + process.pid + '-1.tmp';
     fs.writeFileSync(path, '{"healthy":true,', { mode: 0o600 });
     process.send(path);
     setInterval(() => {}, 1000);`,
  );
  const child = fork(script, [directory]);
  const path = await new Promise<string>((resolve) => child.once('message', (message) => resolve(String(message))));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  return path;
}
