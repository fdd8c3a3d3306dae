import { execFileSync, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { FacetFound, Found, GatherContext } from '../../src/checks/kind.js';
import { keepGround } from '../../src/checks/servers/keep.js';
import { servers } from '../../src/checks/servers/kind.js';
import type { KeptSnapshot } from '../../src/world/snapshots.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { contextIn, gather, optionsOf, target } from '../checks/gathering.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { until } from './asking.js';
import { packageDatabase } from './shop-hosts.js';

/** Fast parts only: what runs on this machine is not the test's. */
const quick = { collect: ['packages'] };

/** Hosts with a package database each, and a context that asks them; `keep` takes what they are now as known good. */
async function shop<Name extends string>(...names: readonly Name[]) {
  const databases = new Map(names.map((name) => [name, packageDatabase()]));
  const net = await hosts<Name>(
    Object.fromEntries(
      names.map((name) => [name, { env: { DPKG_ADMINDIR: databases.get(name)?.directory ?? '' } }]),
    ) as Record<Name, { env: { DPKG_ADMINDIR: string } }>,
  );
  const made = repository();
  const { root } = made;
  const base = await contextIn(root);
  const kept: (KeptSnapshot & { readonly host: string })[] = [];
  const told: string[] = [];
  const context: GatherContext = {
    ...base,
    world: { ...base.world, ssh: createSsh(net.commands, root) },
    target: { ...target, hosts: [...names] },
    snapshots: {
      list: (_target, host) => ({ kept: kept.filter((one) => one.host === host), broken: [] }),
      keep: () => '',
    },
    now: new Date(),
    progress: (text) => told.push(text),
  };
  const keep = async (written: unknown, as: GatherContext = context): Promise<void> => {
    for (const one of await keepGround({
      ...as,
      ...{ options: optionsOf(servers, written), healthy: true, clean: (text: string) => text },
    })) {
      expect(one).toHaveProperty('json');
      kept.unshift({ host: one.host, sha256: one.host, json: 'json' in one ? one.json : '' });
    }
  };
  const database = (name: Name) => databases.get(name) ?? packageDatabase();
  return { net, context, keep, database, told, made };
}

const facet = ({ facets = {} }: Found, name: string): FacetFound => facets[name] ?? { verdict: 'n/a', summary: 'none' };
const keys = (found: Found, name: string): readonly string[] =>
  (facet(found, name).findings ?? []).map(({ key }) => key);

testSsh('S1 nothing changed since the healthy deploy: go, and it says what it was compared with', async () => {
  const { context, keep, told } = await shop('web1', 'web2');
  await keep(quick);

  const found = await gather(servers, quick, context);

  expect(facet(found, 'changed')).toMatchObject({ verdict: 'go', summary: 'nothing changed on 2 hosts' });
  expect(found.summary).toMatch(/^Yes — nothing changed on 2 hosts, compared with the healthy deploy of [0-9a-f]{7}$/);
  expect(told).toContain('0 of 2 hosts');
  expect(told).toContain('2 of 2 hosts');
});

testSsh('an upgrade on one of two hosts is a no-go there, and the two are no longer alike', async () => {
  const { context, keep, database } = await shop('web1', 'web2');
  await keep(quick);
  database('web1').set('libssl3', '3.0.19-1~deb12u2');
  database('web1').set('openssl', '3.0.19-1~deb12u2');

  const found = await gather(servers, quick, context);

  expect(facet(found, 'changed').verdict).toBe('no-go');
  expect(keys(found, 'changed')).toEqual(['pkg:openssl:3.0.17-1~deb12u1>3.0.19-1~deb12u2:web1']);
  expect(found.summary).toBe('No — openssl 3.0.17-1~deb12u1 → 3.0.19-1~deb12u2 on 1 of 2 hosts');
  expect(keys(found, 'drift')).toEqual(['openssl']);
});

testSsh('S9 an epoch does not make a downgrade, and a downgrade is one', async () => {
  const { context, keep, database } = await shop('web1');
  database('web1').set('curl', '1:9.2p1-2+deb12u6');
  await keep(quick);
  database('web1').set('curl', '1:9.2p1-2+deb12u10');
  expect(facet(await gather(servers, quick, context), 'changed').verdict).toBe('go');

  database('web1').set('libpq5', '15.17-0+deb12u1');
  expect(facet(await gather(servers, quick, context), 'changed').summary).toContain('15.18');
});

testSsh('S5 a probe that segfaults is a no-go by name, and not a host that cannot be reached', async () => {
  const { context } = await shop('web1');
  const probes = { driver: 'kill -SEGV $$', 'not there': '/no/such/program', fine: 'test -n "$SHIPIT_TARGET"' };

  const found = await gather(servers, { ...quick, probes }, context);

  expect(facet(found, 'reach').verdict).toBe('go');
  expect(facet(found, 'probes').verdict).toBe('no-go');
  expect(facet(found, 'probes').findings).toEqual([
    { key: 'driver:SIGSEGV:web1', verdict: 'no-go', text: 'web1: driver: died with SIGSEGV' },
    { key: 'not%20there:exit-127:web1', verdict: 'unknown', text: 'web1: not there: not installed there (exit 127)' },
  ]);
});

testSsh('F52 S6 a host that cannot be reached is unknown alone, the other one counts', async () => {
  const { context, keep, net, database } = await shop('web1', 'web2');
  await keep(quick);
  database('web1').set('openssl', '3.0.19-1~deb12u2');
  await net.at('web2').stop();

  const found = await gather(servers, quick, context);

  expect(facet(found, 'reach').findings).toMatchObject([{ key: 'web2', verdict: 'unknown' }]);
  expect(keys(found, 'changed')).toEqual(['pkg:openssl:3.0.17-1~deb12u1>3.0.19-1~deb12u2:web1']);
});

testSsh('S6 of a host that goes away in the middle, what was complete counts, and the rest is unknown', async () => {
  const { context, keep, net, database } = await shop('web1', 'web2');
  await keep(quick);
  database('web2').set('openssl', '3.0.19-1~deb12u2');
  const probes = { slow: { command: 'touch ~/began; sleep 9', host: 'web2' } };

  const gathering = gather(servers, { ...quick, probes }, context);
  await until(() => existsSync(join(net.at('web2').home, 'began')));
  await net.at('web2').stop();
  const found = await gathering;

  expect(keys(found, 'changed')).toEqual(['pkg:openssl:3.0.17-1~deb12u1>3.0.19-1~deb12u2:web2']);
  expect(facet(found, 'reach')).toMatchObject({ verdict: 'unknown', findings: [{ key: 'web2' }] });
  expect(keys(found, 'probes')).toEqual([]);
});

testSsh('S6 with nobody to be reached nothing is known, and nothing goes', async () => {
  const { context, net } = await shop('web1');
  await net.at('web1').stop();

  const found = await gather(servers, quick, context);

  expect(facet(found, 'changed').verdict).toBe('unknown');
  expect(facet(found, 'reach').verdict).toBe('unknown');
});

testSsh(
  'S2 a process that still maps what was replaced: the restart will switch, and the question says to what',
  async () => {
    const { context, keep, database } = await shop('web1');
    const library = join(temporaryDirectory(), 'libssl.so.3');
    copyFileSync(systemLibrary, library);
    database('web1').owns('libssl3', [library]);
    const written = { collect: ['packages', 'stale'] };
    await keep(written);
    await running(library);
    expect(keys(await gather(servers, written, context), 'restart')).not.toContainEqual(
      expect.stringMatching(/^openssl:/),
    );

    copyFileSync(systemLibrary, `${library}.new`);
    renameSync(`${library}.new`, library);
    database('web1').set('libssl3', '3.0.19-1~deb12u2');
    database('web1').set('openssl', '3.0.19-1~deb12u2');
    const found = await gather(servers, written, context);

    expect(facet(found, 'restart').verdict).toBe('no-go');
    expect(keys(found, 'restart')).toContain('openssl:3.0.19-1~deb12u2:web1');
    expect(facet(found, 'restart').question).toBe(
      "Will this deploy's restart switch to a new library (openssl 3.0.19 in python3)?",
    );
  },
);

/** Any library will do. */
const systemLibrary = '/usr/lib/x86_64-linux-gnu/libz.so.1';

/** A program that has a library in memory until the test ends. */
async function running(library: string): Promise<void> {
  const child = spawn('/usr/bin/python3', [
    '-c',
    `import ctypes, sys, time; ctypes.CDLL(${JSON.stringify(library)}); print("up", flush=True); sys.stdin.read()`,
  ]);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
}

testSsh('what only the release brings along does not explain what somebody did by hand before it', async () => {
  const { context: base, keep, made } = await shop('web1');
  const virtualenv = virtualenvWith('5.3');
  const written = { collect: ['packages', 'python'] };
  const first = made.commit('Locked', { 'requirements.txt': 'kombu==5.3\n' });
  const next = made.commit('A newer one', { 'requirements.txt': 'kombu==5.5\n' });
  const context = { ...base, target: { ...base.target, runtimes: [virtualenv.root] } };
  await keep(written, { ...context, release: { ...base.release, commit: first } });
  virtualenv.set('5.4');

  const told = async (runs: string): Promise<readonly string[]> => {
    const found = await gather(servers, written, {
      ...context,
      release: { ...base.release, commit: next },
      previous: { commit: runs, sources: ['log'] },
    });
    return keys(found, 'changed').filter((key) => key.includes('kombu'));
  };
  expect(await told(first)).toHaveLength(1);
  expect(await told(next)).toEqual([]);
});

/** Of the machine's own python, with one distribution in it. */
function virtualenvWith(version: string) {
  const root = temporaryDirectory();
  const minor = execFileSync('/usr/bin/python3', ['-c', 'import sys; print("%d.%d" % sys.version_info[:2])'], {
    encoding: 'utf8',
  }).trim();
  const packages = join(root, 'lib', `python${minor}`, 'site-packages');
  mkdirSync(join(root, 'bin'));
  symlinkSync('/usr/bin/python3', join(root, 'bin', 'python3'));
  writeFileSync(join(root, 'pyvenv.cfg'), 'home = /usr/bin\n');
  const set = (now: string): void => {
    rmSync(packages, { recursive: true, force: true });
    const info = join(packages, `kombu-${now}.dist-info`);
    mkdirSync(info, { recursive: true });
    writeFileSync(join(info, 'METADATA'), `Metadata-Version: 2.1\nName: kombu\nVersion: ${now}\n`);
  };
  set(version);
  return { root, set };
}
