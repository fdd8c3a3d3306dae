import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { launch } from '../../src/engine/launch.js';
import { opened } from './opened.js';

test('a second roll-back is followed from its own first byte, not from that of the first one', async () => {
  const { session, root, world } = await opened();
  const situation = session.situation();
  const checklist = { ...situation.checklist, deploy: { ...situation.checklist.deploy, undo: 'true' } };
  const begin = () =>
    launch('undo', {
      session: { ...session, situation: () => ({ ...situation, checklist }), letGoOfLog: () => undefined },
      root,
      world,
      tool: { version: '0', node: '20', git: '2' },
      originalEnv: process.env,
      runnerProgram: ['true'],
    });
  const first = await begin();
  expect(first.from).toBe(0);
  appendFileSync(first.outPath, 'could not reach web-1\n');
  expect((await begin()).from).toBe(22);
  session.close();
});
