import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pins } from '../../src/checks/pins/kind.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { contextIn, gather, target } from '../checks/gathering.js';
import { snapshot } from '../checks/pins/snapshot.js';
import { hasPip, makeWheels, pythonHere, pythonPrefix } from '../checks/pins/wheels.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';

if (!hasPip) {
  test.skip('a fresh install on the first host (there is no pip 22.2 here)');
} else {
  testSsh('a fresh install is resolved on the first host, by the pip of its own virtualenv', async () => {
    const index = join(temporaryDirectory(), 'wheels');
    makeWheels(index, [
      { name: 'celery', version: '4.1.0', requires: ['kombu<5.0,>=4.0.2'] },
      { name: 'kombu', version: '4.2.0' },
    ]);
    const env = { PIP_NO_INDEX: '1', PIP_FIND_LINKS: index };
    const net = await hosts({ web1: { env }, web2: { env } });
    const look = async (text: string) => {
      const made = repository({ 'requirements.txt': text });
      const base = await contextIn(made.root);
      const json = snapshot({ celery: '4.1.0', kombu: '4.1.0' }, `${pythonHere}.2`);
      const found = await gather(
        pins,
        { fresh: { host: 'first' } },
        {
          ...base,
          world: { ...base.world, ssh: createSsh(net.commands, made.root) },
          target: { ...target, hosts: ['web1', 'web2'], runtimes: [pythonPrefix] },
          snapshots: { list: () => ({ kept: [{ sha256: 'a'.repeat(64), json }], broken: [] }), keep: () => '' },
        },
      );
      return found.facets?.['fresh'];
    };
    expect((await look('celery==4.1.0\n'))?.summary).toBe(
      'a new server would get kombu 4.2.0, the running ones have 4.1.0 (not pinned, wanted by celery)',
    );
    expect(await look('celery==9.9\n')).toMatchObject({ verdict: 'no-go' });
    expect(await look('-e .\n')).toMatchObject({ verdict: 'unknown' });
    expect(net.at('web2').log()).not.toContain('Accepted publickey');
    await net.at('web1').stop();
    expect(await look('celery==4.1.0\n')).toMatchObject({ verdict: 'unknown' });
  });
}
