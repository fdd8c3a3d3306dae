import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { runnerSaid } from '../../src/engine/runner-said.js';

test('F65 a runner that is not there any more is said to be so, without a stack', () => {
  const { stderr } = spawnSync(process.execPath, ['/nothing/bin/runner.cjs'], { encoding: 'utf8' });
  expect(runnerSaid(stderr)).toMatchObject({
    message: 'shipit was upgraded, or removed, while it was open',
    hint: expect.stringContaining('shipit resume'),
  });
});

test.each([
  ['its own sentence, with what would be right', 'No room.\0Make some.', 'No room.', 'Make some.'],
  ['its own sentence alone', 'No room.\n', 'No room.', undefined],
  ['nothing', '', 'the deploy runner ended before the deploy started', undefined],
])('of a runner that ended before it began, %s is told', (_what, said, message, hint) => {
  expect(runnerSaid(said)).toMatchObject({ message, hint });
});
