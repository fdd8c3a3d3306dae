import { expect, test } from 'vitest';
import { knownFindings } from '../../src/engine/known-keys.js';
import { opened, settled } from './opened.js';

test('the keys of the last runs are known, each as it was found last', async () => {
  const { session, project, write } = await opened('{run: "test -e fine && exit 3; exit 1", id: lamp}');
  const gather = async (): Promise<void> => {
    const done = settled(session);
    session.lookAgain('lamp');
    await done;
  };
  expect(knownFindings(project)).toEqual([]);
  await gather();
  write({ fine: '' });
  await gather();
  expect(knownFindings(project)).toEqual([{ key: 'lamp:failed', verdict: 'no-go', text: 'exit 3' }]);
  session.close();
});
