import { expect, test } from 'vitest';
import { ask } from '../../src/checks/ask.js';

const facts = { release: { commit: 'a'.repeat(40), tree: 'b'.repeat(40), subject: 'x' }, target: 'production' };

test('the question is the team’s own, and only a person answers it', () => {
  const text = 'Has anyone announced that today will be unusual?';
  expect(ask.question(facts, ask.options.parse(text))).toBe(text);
  expect(ask.gather).toBeUndefined();
  expect(ask.alwaysAsks).toBe(true);
});

test.each(['', 'Tell me.', `${'x'.repeat(90)}?`, 'Is it\nreally so?', 'Is it \u202e so?', { question: 'So?' }, 7])(
  'the question %j is refused',
  (written) => {
    expect(ask.options.safeParse(written).success).toBe(false);
  },
);
