import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { showMerged } from '../../src/checklist/show.js';
import { load, project } from './project.js';

test('the merged checklist names the file and line of every item, and is YAML', async () => {
  const root = project({
    'base.yml': 'shipit: 1\nchecks:\n  - window: {facets: {hours: warn}}\n  - release\n',
    'shipit.yml': `shipit: 1
app: shop
extends: ./base.yml
calendar: {hours: 09:00-17:00}
checks:
  - id: release
    level: off
  - ask: Go?
deploy:
  steps:
    - step: web
      run: make
      checks: [{ask: Fine?}]
after:
  - run: "true"
`,
  });
  const text = showMerged(await load(root));
  expect(text).toContain('# base.yml:3:5\n  - window:');
  expect(text).toContain('# base.yml:4:5\n  - release:');
  expect(text).toContain('# shipit.yml:8:5\n  - ask: Go?');
  expect(parse(text)).toMatchObject({
    app: 'shop',
    calendar: { hours: '09:00-17:00' },
    checks: [
      { window: { break_days: 4, facets: { hours: 'warn' } }, id: 'window' },
      { release: { max_commits: 50 }, level: 'off' },
      { ask: 'Go?', id: 'ask' },
    ],
    deploy: { steps: [{ step: 'web', run: 'make', checks: [{ ask: 'Fine?' }] }] },
    after: [{ run: 'true' }],
  });
});
