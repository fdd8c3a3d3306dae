import { expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import { filesSeen } from '../../src/ui/files-seen.js';
import { evidence, item, started } from '../run/facts.js';
import { situationOf } from './situations.js';

const newer = `9c1d2e0${'0'.repeat(33)}`;
const looked = (head: string): RunEvent => evidence('release', 'go', { facts: { head } });
const kept: RunEvent = { type: 'notice.kept', notice: 'head-moved', to: newer, by: 'Ada L.' };
const words = 'The command will see the files of 9c1d2e0, not those of 3f2a91c.';

test.each<[string, readonly RunEvent[], string | undefined]>([
  ['HEAD is the release', [looked(started.release.commit)], undefined],
  ['`release` saw another HEAD', [looked(newer)], words],
  ['HEAD moved, and the run went on with its commit', [looked(started.release.commit), kept], words],
  ['nobody looked', [], undefined],
])('the launch page says whose files the command will see: %s', (_name, events, said) => {
  expect(filesSeen(situationOf({ plan: [item('release', { kind: 'release' })], events }))).toBe(said);
});
