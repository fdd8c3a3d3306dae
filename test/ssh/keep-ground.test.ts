import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { evidencePath, getText } from '../../src/audit/evidence-store.js';
import type { Session } from '../../src/engine/session.js';
import type { RunEvent } from '../../src/run/events.js';
import { openSnapshots } from '../../src/world/snapshots.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { opened } from '../engine/opened.js';
import { hosts, testSsh } from '../helpers/sshd.js';
import { packageDatabase } from './shop-hosts.js';

const checks = `servers: {collect: [packages]}
after:
  - watch: {for: 1h, every: 30m, probes: {home: 'true'}}
targets: {production: {hosts: [web1]}}`;
const deployed: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 },
];
const passed: RunEvent = {
  ...{ type: 'watch.end', check: 'watch', confirmed: true, healthy: true, watched_for: 1000, by: 'Ada L.', probes: [] },
};
const old = '3.0.17-1~deb12u1';

/** A run that deployed to one host; `upgrade` is what a package manager does there at night. */
async function deployedTo(written = checks) {
  const database = packageDatabase();
  const net = await hosts({ web1: { env: { DPKG_ADMINDIR: database.directory } } });
  const made = await opened(written, {}, (root) => createSsh(net.commands, root));
  const deploy = (): void => deployed.forEach(made.session.record);
  const kept = (): readonly { readonly healthy: boolean; readonly packages: readonly object[] }[] =>
    openSnapshots(made.project)
      .list('production', 'web1')
      .kept.map(({ json }) => JSON.parse(json));
  return { ...made, net, deploy, kept, upgrade: () => database.set('openssl', '3.0.19-1~deb12u2') };
}

const keep = (session: Session) => session.keepGround(new AbortController().signal, () => undefined);

/** Resolves when it is on record how the hosts were after the deploy. */
const taken = (session: Session): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (Object.keys(session.situation().run.ground).length > 0) {
        stop();
        resolve();
      }
    };
    const stop = session.listen(look);
    look();
  });

testSsh('what comes to a host during the watch is not what the watch found well', async () => {
  const { session, deploy, kept, upgrade, records, project } = await deployedTo();
  deploy();
  await taken(session);
  upgrade();
  session.record(passed);

  expect(await keep(session)).toEqual([{ host: 'web1', kept: true }]);

  expect(kept()).toMatchObject([
    { healthy: true, packages: expect.arrayContaining([{ name: 'openssl', source: 'openssl', version: old }]) },
  ]);
  const [first, last, ...more] = records().filter(({ type }) => type === 'snapshot');
  expect(first).toMatchObject({ host: 'web1', healthy: false });
  expect(last).toMatchObject({ host: 'web1', healthy: true });
  expect(more).toEqual([]);
  expect(JSON.parse(getText(project, String(first?.['sha256'])) ?? '')).toMatchObject({ host: 'web1', healthy: false });
  session.close();
});

testSsh('a watch that goes on in another process keeps what the first one saw', async () => {
  const { session, deploy, kept, upgrade, resumed, sleep, records } = await deployedTo();
  deploy();
  await taken(session);
  session.close();
  upgrade();
  sleep(3_600_000);
  const next = resumed();
  next.gatherMissing();
  next.record(passed);

  expect(await keep(next)).toEqual([{ host: 'web1', kept: true }]);

  expect(kept()).toMatchObject([{ packages: expect.arrayContaining([expect.objectContaining({ version: old })]) }]);
  expect(records().filter(({ type }) => type === 'snapshot')).toHaveLength(2);
  next.close();
});

testSsh(
  'whoever comes back late has not seen how the deploy left the hosts: nothing is kept, and it says so',
  async () => {
    const { session, deploy, kept, resumed, sleep } = await deployedTo();
    deploy();
    session.close();
    sleep(3_600_000);
    const next = resumed();
    next.gatherMissing();
    next.record(passed);

    const why = 'nobody was there to look at the hosts right after the deploy';
    expect(await keep(next)).toEqual([{ host: 'production', why }]);
    expect(kept()).toEqual([]);
    next.close();
  },
);

testSsh('what was kept and is not what it was any more is not taken as healthy', async () => {
  const { session, deploy, kept, records, project } = await deployedTo();
  deploy();
  await taken(session);
  const sha256 = records().find(({ type }) => type === 'snapshot')?.['sha256'];
  rmSync(evidencePath(project, String(sha256)));
  session.record(passed);

  expect(await keep(session)).toEqual([
    { host: 'web1', why: 'what was kept right after the deploy is not there any more' },
  ]);
  expect(kept()).toEqual([]);
  session.close();
});

testSsh('a host that was away right after the deploy is missed, and nothing is kept of it', async () => {
  const { session, deploy, kept, net } = await deployedTo();
  await net.at('web1').stop();
  deploy();
  await taken(session);
  session.record(passed);

  expect(await keep(session)).toMatchObject([{ host: 'web1', why: expect.stringMatching(/./) }]);
  expect(kept()).toEqual([]);
  session.close();
});
