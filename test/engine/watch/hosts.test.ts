import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../../helpers/repository.js';
import { answerTo, openQuestions, until, watched } from './watched.js';

const onHosts = (options: string, hosts: string): string =>
  `{every: 1s, ask_at: [25m], facets: {human: "off"}, ${options}}\ntargets: {production: {hosts: ${hosts}}}`;

test('nobody can say which hosts there are: what looks there is unknown, and the deploy is not called healthy', async () => {
  const { session, records } = await watched(
    onHosts('for: 1s, probes: {crashes: {log: app.log}, here: {command: "true"}}', '{command: "exit 3"}'),
  );
  const now = await until(session, 'asked at the end', (one) => openQuestions(one).length === 1);
  expect(now.watch?.probes.map(({ name, host, state }) => [name, host, state])).toEqual([
    ['crashes', 'each', 'unknown'],
    ['here', 'local', 'ok'],
  ]);
  const [question] = openQuestions(now);
  expect(question?.detail.join('\n')).toContain('crashes@each is unknown: nobody knows which hosts there are');
  session.record({ ...answerTo(question ?? { check: 'watch', text: '' }), how: 'accepted-warning', seen: 'warn' });
  expect(records().find(({ type }) => type === 'watch.end')).toMatchObject({ confirmed: true, healthy: false });
  session.close();
});

test('hosts that nobody could name before the deploy are asked for once more when the watch begins', async () => {
  const file = join(temporaryDirectory(), 'hosts');
  const { session, records } = await watched(
    onHosts('for: 30m, probes: {up: {command: "true", host: each}}', `{command: "cat ${file}"}`),
    () => writeFileSync(file, 'web1.invalid\nweb2.invalid\n'),
  );
  const now = await until(session, 'looked at', (one) => one.watch?.probes.every(({ looks }) => looks > 0) ?? false);
  expect(now.watch?.probes.map(({ host, state }) => [host, state])).toEqual([
    ['web1.invalid', 'unknown'],
    ['web2.invalid', 'unknown'],
  ]);
  expect(records().find(({ type }) => type === 'watch.start')).toMatchObject({
    probes: [
      { name: 'up', host: 'web1.invalid' },
      { name: 'up', host: 'web2.invalid' },
    ],
  });
  session.close();
});

test('more probes than one record holds: all of them are on record before the decision, and compared with', async () => {
  const folder = temporaryDirectory();
  const probes = Array.from({ length: 200 }, (_, index) => {
    const name = `crashes in the log of shard ${index}`.padEnd(59, '.');
    return `"${name}": {log: ${join(folder, 'x'.repeat(200), `${index}.log`)}, host: local}`;
  });
  const { session, records } = await watched(`{every: 1h, probes: {${probes.join(', ')}}}`);
  expect(session.situation().run.watches['watch']?.baseline).toHaveLength(200);
  const course = records().map(({ type }) => type);
  const baselines = records().filter(({ type }) => type === 'watch.baseline');
  expect(baselines.length).toBeGreaterThan(1);
  expect(course.lastIndexOf('watch.baseline')).toBeLessThan(course.indexOf('decision'));
  session.close();
});
