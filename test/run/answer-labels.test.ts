import { expect, test } from 'vitest';
import { answerLabels } from '../../src/run/answer-labels.js';

test.each([
  ['Is it on staging?', 'yes', 'Yes, it is (go)', 'No, it is not (stop)'],
  ['Is today the last working day of the week?', 'no', 'No, it is not (go)', 'Yes, it is (stop)'],
  ['Are the tests green for 3f2a91c?', 'yes', 'Yes, they are (go)', 'No, they are not (stop)'],
  ['Has the product manager confirmed it?', 'yes', 'Yes, it has (go)', 'No, it has not (stop)'],
  ['Have you used it yourself?', 'yes', 'Yes, I have (go)', 'No, I have not (stop)'],
  ['Are you alone?', 'no', 'No, I am not (go)', 'Yes, I am (stop)'],
  ['Will this overwrite a change?', 'no', 'No, it will not (go)', 'Yes, it will (stop)'],
  ['Is Björn, who wrote 0042, here?', 'yes', 'Yes, they are (go)', 'No, they are not (stop)'],
  ['Is everybody here who wrote a migration?', 'yes', 'Yes, they are (go)', 'No, they are not (stop)'],
  ['Is Ana B. at hand until 18:00?', 'yes', 'Yes, they are (go)', 'No, they are not (stop)'],
  ['More than 50 commits or 14 days?', 'no', 'No (go)', 'Yes (stop)'],
] as const)('%s go = %s', (question, go, label, stop) => {
  expect(answerLabels(question, go)).toEqual({ go: label, stop });
});
