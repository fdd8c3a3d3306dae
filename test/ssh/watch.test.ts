import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { placeProbes } from '../../src/checks/probe/place.js';
import { probeSpec, type WrittenProbe } from '../../src/checks/probe/spec.js';
import type { LookWorld } from '../../src/engine/watch/one-look.js';
import { type Sampler, startSampler } from '../../src/engine/watch/sampler.js';
import { watchProbe } from '../../src/engine/watch/watched-probe.js';
import type { ProbeBaseline } from '../../src/run/events.js';
import { emptyRun } from '../../src/run/run.js';
import { foldWatch } from '../../src/run/watch.js';
import { systemClock } from '../../src/world/clock.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { hosts, type TestHosts, testSsh } from '../helpers/sshd.js';

const world = <Name extends string>(net: TestHosts<Name>, changes: Partial<LookWorld> = {}): LookWorld => ({
  run: 'r',
  root: '/',
  commands: net.commands,
  ssh: createSsh(net.commands, '/'),
  target: { runtimes: [] },
  env: {},
  now: () => new Date(),
  clean: (text) => text,
  ...changes,
});

/** What was before the deploy, as the launch records it. */
async function before<Name extends string>(net: TestHosts<Name>, probes: Readonly<Record<string, WrittenProbe>>) {
  const on = world(net);
  let looks = 0;
  const specs = specsOf(net, probes);
  const sampler = await new Promise<Sampler>((resolve) => {
    const started = startSampler(specs, on, {
      tell: () => {
        looks += 1;
        if (looks === specs.length) {
          resolve(started);
        }
      },
    });
  });
  const baseline = await sampler.baseline();
  sampler.stop();
  return baseline;
}

const specsOf = <Name extends string>(net: TestHosts<Name>, probes: Readonly<Record<string, WrittenProbe>>) =>
  placeProbes(
    Object.entries(probes).map(([name, written]) => probeSpec(name, written)),
    net.names,
  );

/** Looks at all of them once, together, as the rounds of a watch do. */
function watching<Name extends string>(
  net: TestHosts<Name>,
  probes: Readonly<Record<string, WrittenProbe>>,
  baseline: readonly ProbeBaseline[],
  changes: Partial<LookWorld> = {},
) {
  const t = new Date().toISOString();
  const watch = foldWatch(emptyRun.watches['watch'], {
    event: { type: 'watch.baseline', check: 'watch', probes: baseline },
    seq: 1,
    t,
  });
  const on = world(net, changes);
  const watched = specsOf(net, probes).map((spec) =>
    watchProbe(spec, { check: 'watch', fail: 1, world: on, clock: systemClock(), watch }),
  );
  return async () => {
    await Promise.all(watched.map((probe) => probe.look(false)));
    return Object.fromEntries(watched.map((probe) => [probe.key, [probe.now().state, probe.now().text]]));
  };
}

const logins = <Name extends string>(net: TestHosts<Name>, host: Name): number =>
  net.at(host).log().split('Accepted publickey').length - 1;

testSsh(
  'H2 a crash in a log on web2 while web1 is quiet: failing there, with the line; one login a round',
  async () => {
    const net = await hosts({ web1: {}, web2: {} });
    const log = (host: 'web1' | 'web2') => join(net.at(host).home, 'app.log');
    for (const host of net.names) {
      writeFileSync(log(host), 'FATAL: long ago\n');
    }

    const probes = { crashes: { log: '~/app.log' }, queue: { command: 'echo 7', host: 'each', max: 8 } };
    const baseline = await before(net, probes);
    expect(baseline.map(({ log: found }) => found?.size)).toEqual([16, 16, undefined, undefined]);
    const look = watching(net, probes, baseline);
    expect(await look()).toMatchObject({
      'crashes@web1': ['ok', 'no line since the deploy'],
      'queue@web2': ['ok', '7'],
    });
    const loginsBefore = logins(net, 'web1');
    appendFileSync(log('web2'), 'DAMN ! worker 1 (pid: 4242) died, killed by signal 11 :( trying respawn ...\n');
    expect(await look()).toMatchObject({
      'crashes@web1': ['ok', 'no line since the deploy'],
      'crashes@web2': ['failing', expect.stringContaining('1 line since the deploy: DAMN ! worker 1')],
    });
    expect(logins(net, 'web1') - loginsBefore).toBe(1);
    renameSync(log('web2'), `${log('web2')}.1`);
    writeFileSync(log('web2'), 'FATAL: in the new one\n');
    expect(await look()).toMatchObject({ 'crashes@web2': ['failing', expect.stringContaining('2 lines')] });
  },
);

testSsh('a host that goes away in mid-watch is unknown, and asked once a round; it comes back', async () => {
  const net = await hosts({ web1: {}, web2: {} });
  const probes = { up: { command: 'true', host: 'each' }, crashes: { log: '~/app.log' } };
  for (const host of net.names) {
    writeFileSync(join(net.at(host).home, 'app.log'), '');
  }

  const look = watching(net, probes, await before(net, probes));
  expect(await look()).toMatchObject({ 'up@web1': ['ok', 'exit 0'], 'up@web2': ['ok', 'exit 0'] });
  net.at('web2').hang();
  const gone = await look();
  expect(gone).toMatchObject({ 'up@web1': ['ok', 'exit 0'], 'crashes@web1': ['ok', 'no line since the deploy'] });
  expect(gone['up@web2']).toEqual(gone['crashes@web2']);
  expect(gone['up@web2']?.[0]).toBe('unknown');
  net.at('web2').go();
  appendFileSync(join(net.at('web2').home, 'app.log'), 'FATAL: while nobody could look\n');
  expect(await look()).toMatchObject({
    'up@web2': ['ok', 'exit 0'],
    'crashes@web2': ['failing', expect.stringContaining('while nobody could look')],
  });
});

testSsh(
  'H8 a command that hangs on a host is unknown when its time is over; the other probes there go on',
  async () => {
    const net = await hosts({ web1: {} });
    writeFileSync(join(net.at('web1').home, 'app.log'), '');
    const probes = { hangs: { command: 'sleep 60', host: 'each' }, crashes: { log: '~/app.log' } };
    const look = watching(net, probes, await before(net, { crashes: { log: '~/app.log' } }), { lookMs: 1000 });
    const from = performance.now();
    expect(await look()).toEqual({
      'hangs@web1': ['unknown', 'no result after 1 s: it was stopped'],
      'crashes@web1': ['ok', 'no line since the deploy'],
    });
    expect(performance.now() - from).toBeLessThan(10_000);
  },
);

testSsh(
  'before the deploy nobody could ask where a log ends: what comes later counts, and it is never called well',
  async () => {
    const net = await hosts({ web1: {} });
    const log = join(net.at('web1').home, 'app.log');
    writeFileSync(log, 'FATAL: long ago\n');
    const baseline = [
      { name: 'crashes', host: 'web1', samples: 0, failing: false, summary: '', unplaced: 'connection refused' },
    ];
    const look = watching(net, { crashes: { log: '~/app.log' } }, baseline);
    expect(await look()).toEqual({ 'crashes@web1': ['unknown', 'connection refused'] });
    appendFileSync(log, 'FATAL\n');
    expect(await look()).toMatchObject({ 'crashes@web1': ['failing', expect.stringContaining('1 line since')] });
  },
);

testSsh('S7 a module that cannot be loaded any more has failed; one that never could has not', async () => {
  const net = await hosts({ web1: {} });
  const venv = join(net.at('web1').home, 'venv');
  execFileSync('python3', ['-m', 'venv', '--without-pip', venv]);
  const packages = join(venv, 'lib', readdirSync(join(venv, 'lib'))[0] ?? '', 'site-packages');
  const install = (module: string, text: string): void => {
    const info = join(packages, `${module}-1.0.dist-info`);
    mkdirSync(info, { recursive: true });
    writeFileSync(join(packages, `${module}.py`), text);
    writeFileSync(join(info, 'METADATA'), `Metadata-Version: 2.1\nName: ${module}\nVersion: 1.0\n`);
    writeFileSync(join(info, 'top_level.txt'), `${module}\n`);
    writeFileSync(join(info, 'RECORD'), `${module}.py,,\n`);
  };
  install('shopdb', '');
  install('neverwas', 'import no_such_module\n');
  const probes = { imports: { all: 'python-dists', of: [venv] } } as const;
  const look = watching(net, probes, await before(net, probes));
  expect((await look())['imports@web1']?.[0]).toBe('ok');
  install('shopdb', 'import ctypes\nctypes.string_at(0)\n');
  expect(await look()).toEqual({ 'imports@web1': ['failing', 'cannot be loaded any more: shopdb dies'] });
});
