import { expect, test } from 'vitest';
import { createListeners } from '../../src/engine/listeners.js';

test('who listens is told of every change, once, until they stop', () => {
  const { tell, listen } = createListeners();
  let told = 0;
  const listener = (): void => {
    told += 1;
  };
  tell();
  const stop = listen(listener);
  listen(listener);
  tell();
  tell();
  stop();
  tell();
  expect(told).toBe(2);
});
