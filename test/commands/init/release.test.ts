import { expect, test } from 'vitest';
import { kinds } from '../../../src/checks/index.js';
import { takeProposals } from '../../../src/commands/init/choices.js';
import { compose } from '../../../src/commands/init/compose.js';
import { readKit } from '../../../src/commands/init/kit.js';
import { proposals } from '../../../src/commands/init/proposals.js';
import { seen } from './seen.js';

test.each([
  [['manage.py', 'requirements.txt'], 'django'],
  [['Gemfile', 'db/migrate/20260101000000_x.rb'], 'rails'],
  [['Gemfile', 'lib/x.rb'], 'default'],
  [['package.json', 'index.js'], 'node'],
  [['package.json', '.gitreview'], 'swat'],
  [['package.json', 'ops/ring0.yml'], 'rings'],
  [['ops/string.yml'], 'default'],
  [['Makefile'], 'default'],
])('a project with %j is like shipit:%s', (files, bundled) => {
  const found = proposals(seen(Object.fromEntries(files.map((file) => [file, '']))));
  expect(found.bundled.value).toBe(bundled);
});

const composed = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const found = proposals(seen(files));
  return compose(takeProposals(found), found, await readKit(kinds));
};

test('migrations and pins are asked where there are any, and not where only tests have them', async () => {
  const text = await composed({ 'manage.py': '', 'shop/migrations/0001_initial.py': '', 'requirements.txt': '' });
  expect(text).toMatch(/^ {2}- migrations$/m);
  expect(text).toMatch(/^ {2}- pins$/m);
  const none = await composed({ 'manage.py': '', 'tests/migrations/0001_initial.py': '', 'tests/package.json': '' });
  expect(none).not.toMatch(/^ {2}- (?:migrations|pins)$/m);
});

test('CI of a forge is asked where no test command was found', async () => {
  expect(await composed({ '.github/workflows/ci.yml': '' })).toMatch(/^ {6}ci: github$/m);
  expect(await composed({ '.gitlab-ci.yml': '' })).toMatch(/^ {6}ci: gitlab$/m);
  expect(await composed({ '.circleci/config.yml': '' })).not.toMatch(/^ {6}ci:/m);
});

test('what needs people or rules of the project stands there as an example, in the words of the bundled checklist', async () => {
  const text = await composed({ '.gitreview': '' });
  expect(text).toContain('  # - order:\n  #     trailers: [Depends-On]\n');
  expect(text).toContain('  # - people: {need: [author, second]}\n');
});
