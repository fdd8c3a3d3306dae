import { expect, test } from 'vitest';
import { proposals } from '../../../src/commands/init/proposals.js';
import { type Question, readReply, showQuestion } from '../../../src/commands/init/question.js';
import { questions, undoQuestion } from '../../../src/commands/init/questions.js';
import { seen } from './seen.js';

const found = proposals(
  seen({ Makefile: 'deploy:\n\tx\n', 'bin/deploy': '#!', 'compose.yml': '', 'package.json': '{"name": "shop"}' }),
);
const { app, deploy, url, tz, tests, branch } = questions(found);

test('offers are numbered, with where they come from, and what Enter takes is said', () => {
  expect(showQuestion(deploy, '4 of 7', 100)).toBe(`
4 of 7  Which command deploys? (It is only written down now.)
  1  make deploy                               Makefile:1, target "deploy"
  2  bin/deploy                                bin/deploy, deploy script
  3  docker compose up -d --build              compose.yml, Docker Compose (a guess)
  4  none yet: nothing can be deployed until it is written
Enter takes 1; or type another number, or a command.
`);
});

test('nothing is wider than the terminal', () => {
  for (const question of [app, deploy, url, tz, tests, branch, undoQuestion(found.deploy[0])]) {
    expect(
      showQuestion(question, '1 of 7', 40)
        .split('\n')
        .filter((line) => line.length > 40),
    ).toEqual([]);
  }
});

test.each<readonly [string, Question, string, string | undefined]>([
  ['Enter takes the proposal', deploy, '', 'make deploy'],
  ['a number takes another', deploy, ' 2 ', 'bin/deploy'],
  ['the last number leaves it out', deploy, '4', undefined],
  ['a text is taken as it is', deploy, 'ssh web1 "deploy: now"', 'ssh web1 "deploy: now"'],
  ['none leaves it out', deploy, 'None', undefined],
  ['so does a dash', url, '-', undefined],
  ['without an offer Enter leaves out what may be left out', url, '', undefined],
  ['without an offer one can type', url, 'https://shop.net/', 'https://shop.net/'],
  ['a name that cannot be left out', app, 'none', 'none'],
])('%s', (_what, question, line, expected) => {
  const reply = readReply(question, line);
  expect('chosen' in reply ? reply.chosen?.value : reply.fault).toBe(expected);
});

test.each<readonly [Question, string, string]>([
  [deploy, '0', 'There is no 0: 1 to 4.'],
  [deploy, '99', 'There is no 99: 1 to 4.'],
  [app, 'shop: no', 'Not taken: use letters, digits, blanks and . _ -.'],
  [app, 'x'.repeat(65), 'That is too long, or not of this form.'],
  [url, 'shop.net', 'That is not a web address; write https://… without user, password and blanks.'],
  [tz, 'Mars/Base', 'That is not a time zone; write one like Europe/Istanbul or UTC.'],
  [
    tests,
    'make\u202Etest',
    'That contains invisible character U+202E as its character 5; a command must be what it looks like.',
  ],
  ...['y', 'yes', 'N', 'no', 'ok'].flatMap((word) =>
    [deploy, tests, undoQuestion(undefined)].map((asked): [Question, string, string] => [
      asked,
      word,
      `\`${word}\` is no command here: type the command itself, or a number of the list.`,
    ]),
  ),
])('%#: %s is asked again', (question, line, fault) => {
  expect(readReply(question, line)).toEqual({ fault });
});

test('a guess is never what Enter takes', () => {
  const guessed = questions(proposals(seen({ 'compose.yml': '' }))).deploy;
  expect(readReply(guessed, '')).toEqual({ chosen: undefined });
  expect(showQuestion(guessed, '4 of 7', 100)).toContain('Enter takes 2;');
});
