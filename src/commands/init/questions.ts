import type { z } from 'zod';
import { sections } from '../../checklist/sections.js';
import { command, line, webUrl, zone } from '../../checklist/types.js';
import type { DeployClue } from './deploy-way.js';
import type { Proposals } from './proposals.js';
import type { Question } from './question.js';
import type { Clue } from './seen.js';

/** The questions in the order they are asked; `undo` comes right after `deploy`, for the way that was chosen. */
export const questions = (found: Proposals) =>
  ({
    app: {
      text: 'What is it called?',
      offers: found.app.slice(0, 4),
      what: 'its name',
      fault: faultOf(sections.app),
    },
    tz: {
      text: 'In which time zone does your team work?',
      offers: found.tz,
      what: 'one like Europe/Istanbul',
      fault: faultOf(zone),
    },
    branch: {
      text: 'Which branch is deployed?',
      offers: found.branch.slice(0, 5),
      none: 'any branch',
      what: 'its name',
      fault: faultOf(line(200)),
    },
    tests: {
      text: 'Which command runs the tests?',
      offers: found.tests.slice(0, 6),
      none: 'none yet: the file shows how to write it',
      what: 'a command',
      fault: commandFault,
    },
    deploy: {
      text: 'Which command deploys? (It is only written down now.)',
      offers: found.deploy.slice(0, 8).map(flat),
      none: 'none yet: nothing can be deployed until it is written',
      what: 'a command',
      fault: commandFault,
    },
    url: {
      text: 'Where can the result be seen?',
      offers: found.url.slice(0, 4),
      none: 'nowhere on the web',
      what: 'an address like https://shop.example/',
      fault: faultOf(webUrl),
    },
  }) satisfies Readonly<Record<string, Question>>;

/** @param way the offer that was taken; undefined for a typed command */
export const undoQuestion = (way: DeployClue | undefined): Question => ({
  text: 'Which command is the way back, to $SHIPIT_PREVIOUS?',
  offers: way?.value.undo === undefined ? [] : [way.value.undo],
  none: 'none: every run is warned that there is no way back',
  what: 'a command',
  fault: commandFault,
});

const flat = (clue: DeployClue): Clue => ({ ...clue, value: clue.value.run });

/** The words of the checklist's own grammar: what is taken here, `shipit lint` takes too. */
const faultOf =
  (schema: z.ZodType) =>
  (text: string): string | undefined => {
    const { success, error } = schema.safeParse(text);
    if (success) {
      return undefined;
    }
    const words = ownWords(error.issues) ?? 'is too long, or not of this form';
    return /^(is|must|cannot|contains|needs) /.test(words) ? `That ${words}.` : `Not taken: ${words}.`;
  };

/** `yes` is a program, which never ends: nobody deploys with it, and many say it to a question. */
function commandFault(text: string): string | undefined {
  return /^(y|yes|n|no|ok)$/i.test(text)
    ? `\`${text}\` is no command here: type the command itself, or a number of the list.`
    : faultOf(command)(text);
}

/** The first message that the grammar itself words. */
function ownWords(issues: readonly z.core.$ZodIssue[]): string | undefined {
  const [first] = issues.flatMap((issue) =>
    issue.code === 'custom' || issue.code === 'invalid_format'
      ? [issue.message]
      : issue.code === 'invalid_union'
        ? (ownWords(issue.errors.flat()) ?? [])
        : [],
  );
  return first;
}
