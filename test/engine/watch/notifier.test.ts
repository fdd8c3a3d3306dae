import { expect, test } from 'vitest';
import { createNotifier } from '../../../src/engine/watch/notifier.js';

const notice = { probe: 'home', state: 'failing', text: 'status 500' };

test('a command that cannot even be started is said each time, and never taken for one that is slow', async () => {
  const said: string[] = [];
  const notifier = createNotifier({
    command: 'true',
    commands: () => Promise.reject(new Error('no more processes')),
    cwd: '.',
    env: {},
    failed: (message) => said.push(message),
  });
  for (let time = 0; time < 25; time += 1) {
    notifier.tell(notice);
    await notifier.told();
  }

  expect(new Set(said)).toEqual(new Set(['notify: Error: no more processes']));
  expect(said).toHaveLength(25);
});
