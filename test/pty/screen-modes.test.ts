import { join } from 'node:path';
import { expect, test } from 'vitest';
import { answer, launch, read, story } from '../helpers/story.js';

const checks = [
  '{run: "echo caf\u00e9 → naïve · done; exit 1", id: tests, question: "Are the tests green — all of them?"}',
  '{ask: "Is the sky clear?", id: sky}',
];

/** A terminal with this environment; node-pty has its own opinion about TERM. */
const openWith = (project: ReturnType<typeof story>, env: Readonly<Record<string, string | undefined>>) => {
  const { TERM, ...rest } = env;
  const args = [
    ...(TERM === undefined ? [] : [`TERM=${TERM}`]),
    process.execPath,
    join(process.cwd(), 'bin/shipit.cjs'),
  ];
  return project.open({ env: rest, command: 'env', args });
};

/** SGR with anything but a reset in it. */
const colour = /\u001B\[[0-9;]*[1-9][0-9;]*m/;

test('with colour, colour is used', async () => {
  await using terminal = story(checks).open();
  await read(terminal, 'NO-GO');
  expect(terminal.raw()).toMatch(colour);
});

test.each([
  ['NO_COLOR', { NO_COLOR: '1' }],
  ['TERM=dumb', { TERM: 'dumb', SHIPIT_PLAIN: '0' }],
] as const)('F56 with %s nothing is coloured, and nothing is lost', async (_name, env) => {
  const project = story(checks);
  await using terminal = openWith(project, env);
  const screen = await read(terminal, 'NO-GO');
  expect(screen).toMatch(/no-go +tests/);
  expect(screen).toMatch(/[▸>] +Look at the evidence/);
  terminal.press('s');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(terminal.raw()).not.toMatch(colour);
  expect(project.answers()).toEqual(['tests stop human']);
});

test('FORCE_COLOR is stronger than NO_COLOR', async () => {
  await using terminal = story(checks).open({ env: { NO_COLOR: '1', FORCE_COLOR: '1' } });
  await read(terminal, 'NO-GO');
  expect(terminal.raw()).toMatch(colour);
});

test.each([
  ['LANG=C', { LANG: 'C' }],
  ['LC_ALL=C', { LANG: 'en_US.UTF-8', LC_ALL: 'C' }],
  ['no locale', { LANG: undefined }],
  ['TERM=dumb', { TERM: 'dumb', SHIPIT_PLAIN: '0' }],
  ['a Linux console', { TERM: 'linux' }],
] as const)('F56 with %s everything that is drawn is ASCII', async (_name, env) => {
  const project = story(checks);
  await using terminal = openWith(project, env);
  const screen = await read(terminal, 'NO-GO');
  expect(screen).toContain('Are the tests green - all of them?');
  expect(screen).toContain('cafe > naive | done');
  terminal.press('e');
  await terminal.see('Findings');
  terminal.press('e');
  await answer(terminal, 'NO-GO', '?');
  await terminal.see('Why this is asked');
  terminal.press('?');
  await answer(terminal, 'NO-GO', 'q');
  await terminal.exited;
  expect(terminal.raw()).toMatch(/^[\u0000-\u007f]*$/);
});

test('F53 CI in the environment of a real terminal changes nothing, and the deploy command sees it', async () => {
  const project = story(['{ask: "Is the sky clear?", id: sky}'], 'deploy: "echo CI is $CI > $DEPLOYED"\n');
  await using terminal = project.open({ env: { CI: 'true', CONTINUOUS_INTEGRATION: '1', DEV: 'true' } });
  await answer(terminal, 'Is the sky clear?', 'g');
  await launch(terminal, project);
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.deployed()).toBe('CI is true');
});
