import { expect, test } from 'vitest';
import { shows } from '../../../src/commands/demo/steps.js';

test('a question is seen where it stands on one line', () => {
  expect(shows(' 2 of 5   Is this it?', ['Is this it?'])).toBe(true);
});

test('a question is seen where it is wrapped beside the list', () => {
  const screen = ['  ✔ go  window  │ Is this exactly', ' ▸? ask release  │ what you mean?'].join('\n');
  expect(shows(screen, ['Is this exactly what you mean?'])).toBe(true);
});

test('all of it has to be there', () => {
  expect(shows('Is this it?', ['Is this it?', 'NO-GO'])).toBe(false);
});
