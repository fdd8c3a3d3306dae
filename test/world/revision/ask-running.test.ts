import { expect, test } from 'vitest';
import type { RevisionSource, Target } from '../../../src/checklist/model.js';
import { runCommand } from '../../../src/world/commands.js';
import { askRunning } from '../../../src/world/revision/ask-running.js';
import { createSsh } from '../../../src/world/ssh/ssh.js';
import { openSite } from '../../engine/watch/site.js';

const asking = (revision: readonly RevisionSource[], timeoutMs = 5000) => {
  const target: Target = { name: 'production', hosts: [], runtimes: [], units: [], revision, second: 'named' };
  return askRunning({ ssh: createSsh(runCommand, '/'), target, timeoutMs, signal: new AbortController().signal });
};

test('a page on which the pattern takes for ever says nothing, in words', async () => {
  await using site = await openSite();
  site.says(200, `${'a'.repeat(40)}!`);
  const { host } = new URL(site.url);
  expect(await asking([{ url: site.url, match: '^(?:\\w+\\s?)*([0-9a-f]+)$' }])).toEqual([
    { host, error: 'the pattern takes too long on this text' },
  ]);
});

test('addresses are asked from here; a ref says nothing about what runs, and hosts that nobody names cannot be asked', async () => {
  await using site = await openSite();
  site.says(200, '{"commit": "3f2a91c"}');
  const sources = [{ url: site.url, json: 'commit' }, { file: 'REVISION' }, { ref: 'deployed' }];
  const { host } = new URL(site.url);
  expect(await asking(sources)).toEqual([
    { host: 'the hosts', error: 'the target names no hosts to ask' },
    { host, commit: '3f2a91c' },
  ]);
  site.says(503);
  expect(await asking(sources.slice(0, 1))).toEqual([{ host, error: 'the address answers with status 503' }]);
});
