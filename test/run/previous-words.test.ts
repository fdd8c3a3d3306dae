import { expect, test } from 'vitest';
import type { Verdict } from '../../src/checklist/model.js';
import type { EvidenceGathered } from '../../src/run/events.js';
import { previousWords } from '../../src/run/previous-words.js';
import { emptyRun } from '../../src/run/run.js';

const known = (verdict: Verdict) => ({
  release: { event: { facets: [{ name: 'known', verdict }] } as unknown as EvidenceGathered, seq: 1, t: '' },
});

test.each([
  ['what is known', { previous: { commit: '8c6783b000', sources: ['log'] } }, true, '8c6783b'],
  ['nobody can be asked', {}, false, 'first deploy'],
  ['the servers have not said anything yet', {}, true, 'unknown'],
  ['they said that nothing is there', { evidence: known('n/a') }, true, 'first deploy'],
  ['one of them could not be asked', { evidence: known('unknown') }, true, 'unknown'],
  ['a commit that nobody here knows', { evidence: known('unknown') }, false, 'unknown'],
])('what the target runs, in a word: %s', (_what, run, asksServers, words) => {
  expect(previousWords({ ...emptyRun, ...run }, asksServers)).toBe(words);
});
