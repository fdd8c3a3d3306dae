import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadWithTree } from '../../src/checklist/load.js';
import { showMerged, showOrigins } from '../../src/checklist/show.js';
import { kinds } from './kinds.js';
import { project } from './project.js';

async function shown(root: string, file = 'shipit.yml') {
  const { tree, checklist } = await loadWithTree({ file: path.join(root, file), shown: file, root, kinds });
  return { checklist, merged: { tree, sources: checklist.sources, kinds } };
}

const files = {
  'base.yml': `shipit: 1
calendar: {tz: Europe/Istanbul}
checks:
  - window: {facets: {hours: warn}, days: mon-thu}
  - release
`,
  'shipit.yml': `shipit: 1
app: shop
extends: ./base.yml
calendar: {hours: 09:00-17:00}
checks:
  - id: release
    level: off
  - window: {break_days: 5}
  - ask: Go?
  - run: 0012345
    go: no
deploy:
  steps:
    - step: web
      run: "printf '\\t'; cut -d '	' a\\nmake\\n"
      checks: [{ask: Fine?}]
after:
  - run: "true"
`,
};

test('items and steps name their file and line, keys of another file too', async () => {
  const { merged } = await shown(project(files));
  const text = showMerged(merged);
  expect(text).toMatch(/^# shipit\.yml {2}sha256 \w{64}\n# base\.yml {2}sha256 \w{64}\nshipit: 1\napp: shop\n/);
  expect(text).toContain('calendar:\n  # base.yml:2:12\n  tz: Europe/Istanbul\n  hours: 09:00-17:00\n');
  expect(text).toContain('  # base.yml:4:5, its `window`: shipit.yml:8:13\n  - window:\n');
  expect(text).toContain('  # base.yml:5:5\n  - release:\n    id: release\n    # shipit.yml:7:5\n    level: off\n');
  expect(text).toContain('  # shipit.yml:9:5\n  - ask: Go?\n    id: ask\n');
  expect(text).toContain('        # shipit.yml:16:16\n        - ask: Fine?\n          id: ask-2\n');
  expect(text).not.toContain('extends');
});

test('what is printed is a checklist again, and means the same', async () => {
  const root = project(files);
  const { merged, checklist } = await shown(root);
  writeFileSync(path.join(root, 'merged.yml'), showMerged(merged));
  const again = await shown(root, 'merged.yml');
  expect(withoutPlaces(again.checklist)).toEqual(withoutPlaces(checklist));
  expect(parse(showMerged(again.merged))).toEqual(parse(showMerged(merged)));
});

const withoutPlaces = ({ sources, ...checklist }: object & { readonly sources: unknown }): unknown =>
  JSON.parse(JSON.stringify(checklist, (key, value) => (key === 'place' ? undefined : value)));

test('programs get the same origins by JSON pointer', async () => {
  const { merged } = await shown(project(files));
  expect(showOrigins(merged)).toMatchObject({
    '/calendar/tz': { file: 'base.yml', line: 2, column: 12 },
    '/checks/0': { file: 'base.yml', line: 4, column: 5 },
    '/checks/1/level': { file: 'shipit.yml', line: 7, column: 5 },
    '/deploy/steps/0': { file: 'shipit.yml', line: 14, column: 7 },
    '/deploy/steps/0/checks/0': { file: 'shipit.yml', line: 16, column: 16 },
    '/after/0': { file: 'shipit.yml', line: 18, column: 5 },
  });
});
