import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { hostSource } from '../../../src/checks/probe/host-log.js';
import { readLog } from '../../../src/checks/probe/log.js';
import type { Look } from '../../../src/checks/probe/look.js';
import type { ProbeSpec } from '../../../src/checks/probe/spec.js';
import { createLooker } from '../../../src/engine/watch/looker.js';
import { afterLook, notLookedAt } from '../../../src/engine/watch/machine.js';
import type { LookWorld } from '../../../src/engine/watch/one-look.js';
import { baselineOf } from '../../../src/engine/watch/sampler.js';
import { createTally, keptValues } from '../../../src/engine/watch/tally.js';
import { watchProbe } from '../../../src/engine/watch/watched-probe.js';
import { systemClock } from '../../../src/world/clock.js';
import { runCommand } from '../../../src/world/commands.js';
import { createSsh } from '../../../src/world/ssh/ssh.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const looks: Readonly<Record<string, Look>> = {
  o: { state: 'ok', text: 'ok' },
  f: { state: 'failed', text: 'failed' },
  u: { state: 'unknown', text: 'unknown' },
  F: { state: 'failed', text: 'crashed', atOnce: true },
};

test.each([
  ['o', 'ok'],
  ['f', 'unknown'],
  ['ff', 'unknown'],
  ['fff', 'failing'],
  ['offof', 'ok'],
  ['offf', 'failing'],
  ['offfo', 'ok'],
  ['oF', 'failing'],
  ['ou', 'unknown'],
  ['uo', 'ok'],
  ['fffu', 'failing'],
  ['offuf', 'failing'],
])('after the looks %s a probe is %s', (said, state) => {
  const end = [...said].reduce((now, one) => afterLook(now, looks[one] ?? notOne, 3), notLookedAt);
  expect(end.state).toBe(state);
});

const notOne: Look = { state: 'unknown', text: '' };

test('the median of very many values is near the real one, and few of them are kept', () => {
  const tally = createTally();
  for (let value = 0; value < 100_000; value += 1) {
    tally.add(value, value % 10 === 0);
  }

  tally.add(undefined, false);
  const { median = 0, ...counts } = tally.counts();
  expect(counts).toEqual({ looks: 100_001, failures: 10_000, min: 0, max: 99_999 });
  expect(Math.abs(median - 50_000)).toBeLessThan(100_000 / (keptValues / 4));
});

const world = (changes: Partial<LookWorld> = {}): LookWorld => ({
  run: 'r',
  root: temporaryDirectory(),
  commands: runCommand,
  ssh: createSsh(runCommand, '/'),
  target: { runtimes: [] },
  env: {},
  now: () => new Date(),
  clean: (text) => text,
  ...changes,
});

const command = (text: string): ProbeSpec => ({
  type: 'command',
  name: 'probe',
  host: 'local',
  command: text,
  limits: {},
});

test('H8 a command that hangs is unknown when its time is over; others go on', async () => {
  const hanging = createLooker(command('sleep 60'), world({ lookMs: 300 }));
  const other = createLooker(command('echo 7'), world());
  const [late, first, second] = await Promise.all([hanging.look({}), other.look({}), hanging.look({})]);
  expect(late).toEqual({ state: 'unknown', text: 'no result after 0.3 s: it was stopped' });
  expect(first).toEqual({ state: 'ok', text: 'exit 0: 7', value: 7 });
  expect(second).toEqual({ state: 'unknown', text: 'the look before has not ended yet' });
});

test.each([
  ['exit 1', 'failed', 'exit 1'],
  ['kill -SEGV $$', 'failed', 'died with SIGSEGV'],
  ['exit 75', 'unknown', 'exit 75: it could not find out'],
  ['no-such-program-here', 'unknown', 'exit 127: the command was not found'],
])('a command that ends with `%s` is %s', async (text, state, words) => {
  expect(await createLooker(command(text), world()).look({})).toMatchObject({
    state,
    text: expect.stringContaining(words),
  });
});

const compared: ProbeSpec = {
  ...command('true'),
  type: 'command',
  command: 'true',
  limits: { overBaseline: 3, rise: 1 },
};
const seen = (...values: readonly number[]) => ({ looks: values.length, last: looks['o'], values });

test.each([
  [
    'six samples make a limit',
    compared,
    seen(10, 10, 90, 10, 10, 10),
    { samples: 6, value: 10, median: 10, limit: 15 },
  ],
  ['five do not', compared, seen(10, 10, 10, 10, 10), { samples: 5, value: 10, median: 10 }],
  [
    'none says so',
    compared,
    { looks: 0, last: undefined, values: [] },
    { samples: 0, summary: 'nobody looked before the deploy' },
  ],
  [
    'a last look that failed',
    command('false'),
    { looks: 9, last: looks['f'], values: [] },
    { samples: 6, failing: true, summary: 'failed' },
  ],
])('before the deploy: %s', (_what, spec, before, baseline) => {
  const made = baselineOf(spec, before);
  expect(made).toMatchObject(baseline);
  expect(made.limit).toBe('limit' in baseline ? baseline.limit : undefined);
});

test('ten thousand looks take no more memory than a hundred', { timeout: 60_000 }, async () => {
  const root = temporaryDirectory();
  writeFileSync(join(root, 'app.log'), '');
  const spec: ProbeSpec = { type: 'log', name: 'crashes', host: 'local', path: 'app.log', max: 0 };
  const watch = { check: 'watch', fail: 3, world: world({ root }), clock: systemClock(), watch: undefined };
  const probe = watchProbe(spec, watch);
  const look = async (times: number): Promise<number> => {
    for (let round = 0; round < times; round += 1) {
      appendFileSync(join(root, 'app.log'), 'GET /rooms 200 in 84 ms\n');
      await probe.look(false);
    }

    return heapAfterCollection();
  };
  const early = await look(100);
  const late = await look(10_000);
  expect(probe.counts()).toMatchObject({ looks: 10_100, failures: 0, max: 0 });
  expect(late - early).toBeLessThan(1_000_000);
  probe.close();
});

test('ten thousand looks at a log on a host take no more memory than a hundred', async () => {
  const line = 'GET /rooms 200 in 84 ms\n';
  let size = 0;
  // As `probe.sh` says it.
  const ask = async () => {
    const from = size;
    size += line.length;
    const part = `part 1 2 ${from} ${line.length} 0 ${'a'.repeat(64)}\n=${line}\n.\n`;
    return { how: 'done', rc: 0, text: part, err: '' } as const;
  };
  const log = { type: 'log', name: 'crashes', host: 'web1', path: '/app.log', max: 0 } as const;
  const reader = readLog(log, hostSource(ask, '/app.log', undefined), { path: '/app.log' });
  const look = async (times: number): Promise<number> => {
    for (let round = 0; round < times; round += 1) {
      await reader.look(false, new AbortController().signal);
    }

    return heapAfterCollection();
  };
  const early = await look(100);
  expect((await look(10_000)) - early).toBeLessThan(1_000_000);
  expect(size).toBe(10_100 * line.length);
});

function heapAfterCollection(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
