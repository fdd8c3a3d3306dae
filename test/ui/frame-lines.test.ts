import { expect, test } from 'vitest';
import { countWords } from '../../src/ui/frame-lines.js';
import { marksFor } from '../../src/ui/marks.js';
import { answer, evidence, facet, item } from '../run/facts.js';
import { situationOf } from './situations.js';

const marks = marksFor({ LANG: 'C.UTF-8' });

test('neither what is n/a nor what somebody still has to answer counts as go', () => {
  const situation = situationOf({
    plan: [item('release', { alwaysAsks: true }), item('absence'), item('window'), item('tests')],
    events: [
      evidence('release', 'go'),
      evidence('absence', 'n/a', { facets: [facet('people', 'n/a')] }),
      evidence('window', 'n/a'),
      answer('window', 'n/a', { how: 'auto', by: 'shipit' }),
      evidence('tests', 'go'),
    ],
  });
  expect(countWords(situation, marks)).toBe('1 go · 1 to answer');
});
