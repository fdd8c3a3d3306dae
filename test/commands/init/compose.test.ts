import { expect, test } from 'vitest';
import { loadChecklist } from '../../../src/checklist/load.js';
import type { Checklist } from '../../../src/checklist/model.js';
import { kinds } from '../../../src/checks/index.js';
import { type Choices, takeProposals } from '../../../src/commands/init/choices.js';
import { compose } from '../../../src/commands/init/compose.js';
import { readKit } from '../../../src/commands/init/kit.js';
import { type Proposals, proposals } from '../../../src/commands/init/proposals.js';
import { scalar } from '../../../src/commands/init/yaml-text.js';
import { project } from '../../checklist/project.js';
import { seen } from './seen.js';

const nothing = proposals(seen({}));

async function made(choices: Choices, found: Proposals = nothing): Promise<{ text: string; checklist: Checklist }> {
  const text = compose(choices, found, await readKit(kinds));
  return { text, checklist: await loaded(text) };
}

async function loaded(text: string): Promise<Checklist> {
  const root = project({ 'shipit.yml': text });
  return loadChecklist({ file: `${root}/shipit.yml`, shown: 'shipit.yml', root, kinds });
}

test.each([
  'no',
  'null',
  '1e10',
  '0012345',
  '- x',
  'a: b',
  'echo "a" # b',
  "it's",
  '"quoted"',
  '*alias',
  '&anchor',
  '!tag',
  '%percent',
  '@at',
  '`tick`',
  '{a: b}',
  '[a, b]',
  '? x',
  '|',
  '>',
  ': x',
  '#x',
  '---',
  '...',
  'a\nb: c',
  'tab\there',
  '\\n',
  ' blank ',
  'x'.repeat(500),
  'çarşı 漢 🚀',
])('%j stays itself in every place of the file', async (text) => {
  const run = `echo ${text}`;
  const { checklist } = await made({
    app: { value: 'app' },
    tz: 'UTC',
    branch: { value: 'main' },
    tests: { value: run },
    deploy: { value: { run, perTarget: false } },
    undo: { value: run },
  });
  expect(checklist.deploy.steps[0]?.run).toBe(run);
  expect(checklist.deploy.undo).toBe(run);
  expect(checklist.checks.find(({ kind }) => kind === 'tests')?.options).toMatchObject({ run });
  // Alone, too, where nothing stands before it.
  expect(
    await loaded(`shipit: 1\napp: app\nchecks: [window]\ndeploy: ${scalar(text === ' blank ' ? 'x' : text)}\n`),
  ).toBeDefined();
});

test.each(['no', '1e10', '0x1F', 'true', '2026', '1_000', 'null', 'Y'])(
  'an app called %s is called so',
  async (name) => {
    expect((await made({ app: { value: name }, tz: 'UTC' })).checklist.app).toBe(name);
  },
);

test('what a project says about itself cannot leave its comment', async () => {
  const evil = 'x\ndeploy: evil\n\u2028- y\r\u0085z\u202E';
  const found: Proposals = {
    ...nothing,
    packages: [evil, evil],
    framework: { value: evil, where: evil, why: evil, sure: 'sure' },
    ci: { value: evil, where: evil, why: evil, sure: 'sure' },
    hosts: [{ value: 'web1', where: evil, why: evil, sure: 'sure' }],
    deploy: [{ value: { run: evil, perTarget: false }, where: evil, why: evil, sure: 'guess' }],
  };
  const from = { where: evil, why: evil };
  const { text, checklist } = await made(
    {
      app: { value: 'shop', from },
      tz: 'UTC',
      branch: { value: 'main', from },
      tests: { value: 'true', from },
      deploy: { value: { run: 'true', perTarget: false, noUndo: evil }, from },
      url: { value: 'https://shop.net/', from },
    },
    found,
  );
  expect(checklist.deploy.steps.map(({ run }) => run)).toEqual(['true']);
  expect(text.split('\n').filter((line) => line.startsWith('deploy:'))).toEqual(['deploy:']);
});

test('without a deploy command the deploy only fails, and an item says so that nobody can override', async () => {
  const { checklist } = await made({ app: { value: 'shop' }, tz: 'UTC' });
  expect(checklist.checks[0]).toMatchObject({ id: 'deploy-command', kind: 'run', override: 'no', level: 'block' });
  expect(checklist.deploy.steps).toMatchObject([{ run: expect.stringMatching(/exit 64$/), undo: 'none' }]);
});

test('a guess is written as a comment, never as the deploy', async () => {
  const found = proposals(seen({ 'compose.yml': '' }));
  const { text, checklist } = await made(takeProposals(found), found);
  expect(checklist.deploy.steps[0]?.run).toMatch(/exit 64/);
  expect(text).toMatch(/^#\s+docker compose up -d --build\s+\(compose\.yml/m);
});

test.each([
  ['bin/back "$SHIPIT_PREVIOUS"', false],
  ['cap production deploy:rollback', true],
])('a way back that may go one too far says so: %s', async (undo, isSaid) => {
  const deploy = { value: { run: 'true', perTarget: false } };
  const { text } = await made({ app: { value: 'shop' }, tz: 'UTC', deploy, undo: { value: undo } });
  expect(text.includes('failed half-way')).toBe(isSaid);
});

test('a second target stands there only if the deploy command is told which one is meant', async () => {
  const stages = { 'config/deploy/production.rb': '', 'config/deploy/staging.rb': '' };
  const staged = proposals(seen({ ...stages, Capfile: '', 'config/deploy.rb': '' }));
  expect((await made(takeProposals(staged), staged)).checklist.targets.map(({ name }) => name)).toEqual([
    'production',
    'staging',
  ]);
  const blind = proposals(seen({ ...stages, Makefile: 'deploy:\n\t./push\n' }));
  const { text, checklist } = await made(takeProposals(blind), blind);
  expect(checklist.targets.map(({ name }) => name)).toEqual(['production']);
  expect(text).toContain('Also seen: staging');
});

test('every example in a comment is right once it is uncommented', async () => {
  const { text } = await made(
    { app: { value: 'shop' }, tz: 'UTC', tests: { value: 'true' } },
    {
      ...nothing,
      ci: { value: 'GitHub Actions', where: '.github/workflows/a.yml', why: 'is there', sure: 'sure' },
    },
  );
  const isExample = /^( *)# ( *(?:- ?[a-z{]|[a-z_]+:(?: |$)))/;
  // Two ways to run the tests are one too many.
  const lines = text.split('\n').filter((line) => !/^ {2}- tests:$|^ {6}run: "?true/.test(line));
  const uncommented = lines.map((line) => (line.startsWith('# ') ? line : line.replace(isExample, '$1$2')));
  expect(uncommented.filter((line, index) => line !== lines[index]).length).toBeGreaterThan(5);
  expect((await loaded(uncommented.join('\n'))).calendar.freezes).toHaveLength(1);
});

test('only kinds that there are', async () => {
  const found = proposals(seen({ CNAME: 'shop.net\n' }));
  const kit = await readKit(kinds);
  const text = compose(takeProposals(found), found, {
    ...kit,
    kinds: new Set(['ask', 'run', 'window', 'release', 'tests']),
  });
  expect(text).not.toMatch(/^ +- (watch|absence)/m);
  expect(compose(takeProposals(found), found, { ...kit, kinds: new Set([...kit.kinds, 'absence']) })).toMatch(
    /^ +- absence$/m,
  );
  expect(compose(takeProposals(found), found, { ...kit, kinds: new Set([...kit.kinds, 'watch']) })).toMatch(
    /^ +- watch:$/m,
  );
});

test('hosts are written with the tree on them, and asked before the deploy', async () => {
  const found = proposals(
    seen({ 'deploy.sh': '#!/bin/sh\nfor h in web1 web2; do ssh $h "cat > ~/shop/REVISION"; done\n' }),
  );
  const { checklist } = await made(takeProposals(found), found);
  expect(checklist.targets[0]).toMatchObject({
    hosts: ['web1', 'web2'],
    path: '~/shop',
    revision: [{ file: 'REVISION' }],
  });
  expect(checklist.checks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['servers', 'patches']));
});

test('where ssh is used and no host can be read, hosts stand there as an example that can be uncommented', async () => {
  const found = proposals(seen({ 'deploy.sh': '#!/bin/sh\nssh "$HOST" uptime\n' }));
  const { text, checklist } = await made(takeProposals(found), found);
  expect(checklist.targets[0]?.hosts).toEqual([]);
  const uncommented = text.replace(/^( +)# ((?:hosts: |path: |revision: |- servers$|- patches$).*)$/gm, '$1$2');
  const meant = await loaded(uncommented);
  expect(meant.targets[0]).toMatchObject({ hosts: ['deploy@web1', 'deploy@web2'], path: '/srv/shop/current' });
  expect(meant.checks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['servers', 'patches']));
  expect((await made(takeProposals(nothing))).text).not.toContain('hosts:');
});
