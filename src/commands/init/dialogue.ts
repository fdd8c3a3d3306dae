import { wrap } from '../../text/width.js';
import type { Choices, Chosen } from './choices.js';
import { given } from './choices.js';
import type { Lines } from './lines.js';
import type { Proposals } from './proposals.js';
import { type Question, readReply, showQuestion } from './question.js';
import { questions, undoQuestion } from './questions.js';

export interface Talk {
  readonly lines: Lines;
  readonly say: (text: string) => void;
  readonly columns: () => number;
}

/** Asks question by question. @returns undefined when the input ended (Ctrl-D) */
export async function askAll(found: Proposals, talk: Talk): Promise<Choices | undefined> {
  const all = questions(found);
  talk.say(told(`${count} questions. Nothing is written before the last one is answered; Ctrl-C leaves.`, talk));
  const app = await ask(all.app, 1, talk);
  const branch = app && (await ask(all.branch, 2, talk));
  const tests = branch && (await ask(all.tests, 3, talk));
  const deploy = tests && (await ask(all.deploy, 4, talk));
  const way = found.deploy.find(({ value }) => value.run === deploy?.chosen?.value);
  const undo = deploy && (deploy.chosen ? await ask(undoQuestion(way), 5, talk) : nothing);
  const url = undo && (await ask(all.url, 6, talk));
  const tz = url && (await ask(all.tz, 7, talk));
  if (!app?.chosen || !branch || !tests || !deploy || !undo || !url || !tz?.chosen) {
    return undefined;
  }
  return {
    app: app.chosen,
    tz: tz.chosen.value,
    ...given('branch', branch.chosen),
    ...given('tests', tests.chosen),
    ...given('deploy', deploy.chosen && { ...deploy.chosen, value: way?.value ?? typedWay(deploy.chosen.value) }),
    ...given('undo', undo.chosen),
    ...given('url', url.chosen),
  };
}

/** Whether to write. Only Enter, `y` and `yes` do. */
export async function askToWrite(name: string, text: string, talk: Talk): Promise<boolean> {
  const { lines, say } = talk;
  for (;;) {
    say(`${told(`Write ${name}? Enter writes it, \`show\` shows it first, \`n\` leaves without writing.`, talk)}`);
    const typed = (await lines.next(() => say('> ')))?.trim().toLowerCase();
    if (typed === undefined || typed === 'n' || typed === 'no') {
      return false;
    }
    if (typed === '' || typed === 'y' || typed === 'yes') {
      return true;
    }
    say(typed === 'show' ? `\n${text}` : 'That is none of these.\n');
  }
}

interface Answered {
  readonly chosen: Chosen | undefined;
}

/** A sentence below an empty line. */
const told = (text: string, { columns }: Talk): string => `\n${wrap(text, columns()).join('\n')}\n`;

const nothing: Answered = { chosen: undefined };
const count = 7;

/** Until there is an answer that can be taken; undefined at the end of the input. */
async function ask(question: Question, number: number, { lines, say, columns }: Talk): Promise<Answered | undefined> {
  say(showQuestion(question, `${number} of ${count}`, columns()));
  for (;;) {
    const line = await lines.next(() => say('> '));
    if (line === undefined) {
      return undefined;
    }
    const reply = readReply(question, line);
    if ('chosen' in reply) {
      return reply;
    }
    say(`${wrap(reply.fault, columns()).join('\n')}\n`);
  }
}

const typedWay = (run: string) => ({ run, perTarget: /\$\{?SHIPIT_TARGET\b/.test(run) });
