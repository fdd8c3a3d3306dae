import { expect, test } from 'vitest';
import type { Item } from '../../src/checklist/model.js';
import { kinds } from '../../src/checks/index.js';
import { planRun } from '../../src/engine/plan.js';
import { whyOf } from '../../src/run/why.js';
import { checklist } from '../checks/gathering.js';

const release = { commit: 'c'.repeat(40), tree: 't', subject: 's' };
const servers: Item = {
  id: 'servers',
  kind: 'servers',
  options: {},
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
};

const whyAsked = (item: Item, facet: string): string | undefined => {
  const [planned] = planRun({ ...checklist, checks: [item], after: [] }, kinds, release, 'production');
  return planned && whyOf(planned, { facet });
};

test('a facet says why it is asked itself, not with a story about something else', () => {
  expect(whyAsked(servers, 'drift')).toMatch(/^Where hosts differ/);
  expect(whyAsked(servers, 'changed')).toBe(kinds.find(({ name }) => name === 'servers')?.why);
});

test('what the checklist says why is said of every facet', () => {
  expect(whyAsked({ ...servers, why: 'Ours was down once.' }, 'drift')).toBe('Ours was down once.');
});
