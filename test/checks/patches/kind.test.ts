import { expect, test } from 'vitest';
import { patches } from '../../../src/checks/patches/kind.js';
import { repository } from '../../helpers/repository.js';
import { checklist, contextIn, gather, optionsOf, target } from '../gathering.js';

test('M1 without hosts, register and labels it does not apply, in one sentence', async () => {
  const found = await gather(patches, {}, await contextIn(repository().root));
  expect(found).toMatchObject({
    verdict: 'n/a',
    summary: 'nothing to look at: production has no hosts, and there is no ops/patches.yml',
  });
});

test('a register that should have patches and has none is a no-go', async () => {
  const { root } = repository();
  const found = await gather(patches, { expect: 'some' }, await contextIn(root));
  expect(found.facets?.['overwritten']).toMatchObject({
    verdict: 'no-go',
    summary: 'ops/patches.yml has no patch for these hosts, and should have some',
  });
});

test('patches of hosts that are not of this target are not its matter, and a host that no target has is told', async () => {
  const register = '- {id: MP-1, title: a, hosts: [web9, stage1], at: 2026-11-18, by: ada, files: a.py}\n';
  const { root } = repository({ 'ops/patches.yml': register, 'a.py': '1\n' });
  const targets = [target, { ...target, name: 'staging', hosts: ['deploy@stage1:2222'] }];
  const context = await contextIn(root, { checklist: { ...checklist, targets } });
  const found = await gather(patches, {}, context);
  expect(found.facets?.['overwritten']).toMatchObject({
    verdict: 'go',
    summary: 'no patch is registered for these hosts',
  });
  expect(found.facets?.['disagree']?.findings).toEqual([
    { key: 'host:MP-1:web9', verdict: 'warn', text: 'MP-1 is registered for web9, which no target has' },
  ]);
});

test('without the path of the deployed tree a patch that would be put back is a no-go, and nothing is planned', async () => {
  const made = repository({ 'a.py': '1\n' });
  made.write({ 'a.py': '2\n' });
  const diff = `${made.git('diff')}\n`;
  made.git('checkout', '--', '.');
  made.write({
    'ops/patches.yml': '- {id: MP-1, title: a, hosts: [web1], at: 2026-11-18, by: ada, patch: ops/MP-1.patch}\n',
    'ops/MP-1.patch': diff,
  });
  const context = await contextIn(made.root);
  const look = async (path: object) =>
    gather(patches, { motd: false, tree: false }, { ...context, target: { ...target, hosts: ['web1'], ...path } });
  const found = await look({});
  expect(found.facets?.['overwritten']).toMatchObject({
    verdict: 'no-go',
    summary: expect.stringContaining('cannot be put back on a.py: targets.production has no path'),
  });
  expect(found.facts?.['reapply']).toEqual([]);
  expect((await look({ path: '~/shop' })).facets?.['overwritten']?.verdict).toBe('warn');
});

test('hosts that nobody can name leave everything about hosts unknown', async () => {
  const { root } = repository();
  const context = await contextIn(root);
  const nobody = { ...target, hosts: { command: 'exit 3' } };
  const found = await gather(patches, {}, { ...context, target: nobody });
  expect(found.facets?.['overwritten']?.verdict).toBe('unknown');
  expect(found.facets?.['unregistered']?.verdict).toBe('unknown');
});

test('a shorthand stands for the usual label', () => {
  expect(optionsOf(patches, { labels: 'gitlab' }).labels).toEqual({ forge: 'gitlab', label: 'Monkey Patched' });
  expect(optionsOf(patches, { motd: false }).motd).toEqual([]);
});
