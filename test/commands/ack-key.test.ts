import { beforeAll, expect, test } from 'vitest';
import type { Checklist, Person } from '../../src/checklist/model.js';
import { kinds } from '../../src/checks/index.js';
import { ackBy } from '../../src/commands/ack-by.js';
import { ackKeyWarnings } from '../../src/commands/ack-key.js';
import type { OperatorError } from '../../src/errors.js';
import { around, load, project } from '../checklist/project.js';

let checklist: Checklist;
beforeAll(async () => {
  const text = around('checks: [release, {run: look, id: libs}, {run: look, id: fresh}]\n');
  checklist = await load(project({ 'shipit.yml': text }), 'shipit.yml', kinds);
});

const known = ['libs:twice:libssl', 'release:clean:a.txt', 'elsewhere:x'].map(
  (key) => ({ key, verdict: 'no-go', text: '' }) as const,
);
const said = (key: string, force = false): string => {
  try {
    return ackKeyWarnings(key, { checklist, kinds, known, force }).join();
  } catch (error) {
    const { message, hint } = error as OperatorError;
    return `error: ${message} → ${hint}`;
  }
};

test.each([
  ['nope:foo', /^error: no item `nope` in the checklist; there are: release, libs, fresh → /],
  ['lisb:x', /^error: no item `lisb` .* → did you mean `libs:x`\?$/],
  ['libs:twice:libsl', /^error: no finding .* → did you mean `libs:twice:libssl`\?; `--force` writes it/],
  ['libs:libssl', /→ did you mean `libs:twice:libssl`\?/],
  ['libs:other*', /^error: .* → there were: libs:twice:libssl; `--force`/],
  [
    'release:a.txt',
    /^error: `release:a.txt` is not the key .* begin with release:clean, .* → did you mean `release:clean:a.txt`/,
  ],
  ['fresh:x', /^no run on record here found anything of fresh/],
  ['libs:twice:*', /^$/],
  ['elsewhere:x', /^$/],
])('of the key %s it is said what it is about, or what is wrong with it', (key, expected) => {
  expect(said(key)).toMatch(expected);
});

test('--force writes a finding that nobody here knows, but never an item that is not there', () => {
  expect(said('libs:other', true)).toBe('no finding of the last runs here has the key `libs:other`');
  expect(said('release:a.txt', true)).not.toContain('error');
  expect(said('nope:foo', true)).toContain('error: no item `nope`');
});

const person = (name: string, left = false): Person => ({
  name,
  emails: [`${name}@x.test`],
  roles: [],
  left,
  absences: [],
});
const people = { ada: person('Ada L.'), bob: person('Bob', true) };
const operator = { name: 'Ada L.', email: 'other@x.test', login: 'al', host: 'h' };

test('--by is somebody in `people`, and the operator unless given', () => {
  expect([undefined, 'ada', 'ADA L.', 'ada l.@x.test'].map((by) => ackBy(by, operator, people))).toEqual(
    Array.from({ length: 4 }, () => 'ada'),
  );
  expect(() => ackBy('zed', operator, people)).toThrow('--by: nobody in `people` is `zed`');
  expect(() => ackBy('bob', operator, people)).toThrow('--by: bob has left');
  expect([ackBy('zed', operator, {}), ackBy(undefined, operator, {})]).toEqual(['zed', 'Ada L.']);
});
