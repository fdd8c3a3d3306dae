import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type DemoPlace, makePlace } from '../../../src/commands/demo/place.js';
import { runIn } from '../../../src/commands/demo/programs.js';
import { makeProject } from '../../../src/commands/demo/project.js';

const now = new Date();
const url = 'http://127.0.0.1:9/';

const made = async (env: Readonly<Record<string, string | undefined>> = process.env) => {
  const place = makePlace(env);
  onTestFinished(place.remove);
  const commit = await makeProject(place, { now, url });
  const git = (...args: readonly string[]): Promise<string> => runIn(place, 'git', args);
  return { place, commit, git };
};

const fails = (place: DemoPlace, program: string): Promise<string> =>
  runIn(place, 'node', [program]).then(
    () => expect.fail(`${program} went well`),
    (error: { readonly stdout: string }) => error.stdout,
  );

test('the first release is live, the second is pushed and waits', async () => {
  const { place, commit, git } = await made();
  const deployed = await git('rev-parse', 'refs/shipit/deployed/production');
  expect(readFileSync(join(place.live, 'REVISION'), 'utf8').trim()).toBe(deployed);
  expect(await runIn(place, 'node', ['../live/src/page.js'])).toBe('12 x tea, 29.40 EUR');
  expect(await git('rev-list', '--count', `${deployed}..${commit}`)).toBe('6');
  expect(await git('--git-dir', place.remote, 'rev-parse', 'HEAD')).toBe(commit);
  expect(await git('status', '--porcelain')).toBe('');
});

test('three colleagues made the release, in the last days and never in the future, while the operator was away', async () => {
  const { git } = await made();
  const log = (await git('log', '--format=%an %cI', 'refs/shipit/deployed/production..')).split('\n');
  expect(new Set(log.map((line) => line.replace(/ \S+$/, '')))).toEqual(
    new Set(['Bob Okafor', 'Grace Hall', 'Mei Tanaka']),
  );
  const ages = log.map((line) => now.getTime() - Date.parse(line.split(' ').at(-1) ?? ''));
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(ages).toEqual(ages.toSorted((a, b) => a - b));
});

test.each([
  ['2026-11-21T05:54:00Z', '2026-10-31..2026-11-20'],
  ['2027-01-01T12:00:00Z', '2026-12-11..2026-12-31'],
  ['2028-03-01T23:59:00Z', '2028-02-09..2028-02-29'],
])('on %s the operator was on leave until yesterday, and worked last before it', async (day, leave) => {
  const place = makePlace({ ...process.env, TZ: 'UTC' });
  onTestFinished(place.remove);
  await makeProject(place, { now: new Date(day), url });
  expect(readFileSync(join(place.directory, 'config/me.yml'), 'utf8')).toContain(`absences: [${leave}]`);
  const worked = await runIn(place, 'git', ['log', '-1', '--author=Ada', '--format=%cI']);
  expect(worked.slice(0, 10) < leave.slice(0, 10)).toBe(true);
});

test('the certificate ends soon, and a colleague accepted exactly that', async () => {
  const { place, git } = await made();
  const said = (await runIn(place, 'node', ['ops/expiring.mjs'])).split('\n').at(-1) ?? '';
  expect(JSON.parse(said)).toMatchObject({ verdict: 'no-go', findings: [{ key: 'certificate' }] });
  expect(await git('show', 'HEAD:.shipit/acks.yml')).toContain('- key: expiring:certificate\n');
});

test('its tests really run', async () => {
  const { place } = await made();
  expect(await runIn(place, 'node', ['--test'])).toMatch(/^[#ℹ] pass 5$/m);
});

test('the backup is too old until somebody makes one', async () => {
  const { place } = await made();
  expect(await fails(place, 'ops/backup-check.mjs')).toContain('75 hours old');
  expect(await runIn(place, 'node', ['ops/backup.mjs'])).toMatch(/^made \.\.\/backups\/orders-/);
  expect(await runIn(place, 'node', ['ops/backup-check.mjs'])).toContain('made just now');
});

test('a deploy puts exactly its commit live, and the way back works', async () => {
  const { place, commit, git } = await made();
  await runIn(place, 'node', ['ops/deploy.mjs', commit]);
  expect(await runIn(place, 'node', ['../live/src/page.js'])).toBe('12 x tea, 26.46 EUR, a tenth off');
  await runIn(place, 'node', ['ops/deploy.mjs', await git('rev-parse', 'refs/shipit/deployed/production')]);
  expect(await runIn(place, 'node', ['../live/src/page.js'])).toBe('12 x tea, 29.40 EUR');
});

test('neither a hook that started it nor the settings of the operator get in', async () => {
  const repository = makePlace({});
  onTestFinished(repository.remove);
  execFileSync('git', ['init', '--quiet', repository.directory]);
  const { place, git } = await made({
    ...process.env,
    GIT_DIR: join(repository.directory, '.git'),
    GIT_AUTHOR_NAME: 'Somebody Else',
    SHIPIT_STATE_DIR: '/nonexistent',
  });
  expect(await git('rev-parse', '--show-toplevel')).toBe(place.project);
  expect(await git('log', '-1', '--format=%an')).toBe('Grace Hall');
  expect(place.env['SHIPIT_STATE_DIR']).toBe(join(place.directory, 'state'));
});

test('without git it says so', async () => {
  const place = makePlace({});
  onTestFinished(place.remove);
  const without = { ...place, env: { PATH: place.directory } };
  await expect(makeProject(without, { now, url })).rejects.toThrow('git cannot be run');
});

test('all of it goes at once', async () => {
  const { place } = await made();
  place.remove();
  expect(existsSync(place.directory)).toBe(false);
  expect(place.remove).not.toThrow();
});
