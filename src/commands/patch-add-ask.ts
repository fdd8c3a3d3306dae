import { addDays, type CivilDate, daysBetween, isCivilDate } from '../calendar/civil.js';
import { OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import type { CommandContext } from './context.js';
import { type Lines, openLines } from './init/lines.js';

/** What a person has to say about a change; what was not given yet is asked for. */
export interface Missing {
  readonly title: string | undefined;
  readonly hosts: readonly string[];
  readonly until: string | undefined;
}

export interface AskContext extends Pick<CommandContext, 'stdin' | 'stderr'> {
  readonly today: CivilDate;
  /** Hosts to choose from; empty where nobody knows any. */
  readonly known: readonly string[];
  /** Taken by Enter. */
  readonly title: string | undefined;
  /** The command as typed, completed: for where nothing can be asked. */
  readonly command: (missing: readonly ('--title' | '--host')[]) => string;
}

export interface Given {
  readonly title: string;
  readonly hosts: readonly string[];
  readonly until: CivilDate | undefined;
}

/**
 * Completes what was given: from a terminal question by question, without one by refusing.
 * @returns undefined when the input ended (Ctrl-D): then nothing is written
 * @throws OperatorError naming the flags that are missing, or a date that is none
 */
export async function completed(missing: Missing, context: AskContext): Promise<Given | undefined> {
  const { title = context.title, hosts, until } = missing;
  const given = until === undefined ? undefined : untilOf(until, context.today);
  if (title !== undefined && hosts.length > 0 && (missing.title !== undefined || !canAsk(context))) {
    return { title, hosts, until: given };
  }

  if (!canAsk(context)) {
    const flags = [
      ...(title === undefined ? (['--title'] as const) : []),
      ...(hosts.length === 0 ? (['--host'] as const) : []),
    ];
    throw new OperatorError(
      `${flags.join(' and ')} ${flags.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask on`,
      { hint: context.command(flags) },
    );
  }

  const lines = openLines(context.stdin);
  try {
    return await askAll({ ...missing, given }, { ...context, lines });
  } finally {
    lines.close();
  }
}

/** @throws OperatorError for what is no date, or is over */
export function untilOf(typed: string, today: CivilDate): CivilDate {
  const text = typed.trim();
  const [, days] = /^(\d{1,3})d$/.exec(text) ?? [];
  const date = days === undefined ? text : addDays(today, Number(days));
  if (!isCivilDate(date) || daysBetween(today, date) < 0) {
    throw new OperatorError(`\`${safeLine(text, 40)}\` is ${isCivilDate(date) ? 'over' : 'not a date'}`, {
      hint: `14 days would be ${addDays(today, 14)}, or 14d`,
    });
  }

  return date;
}

const canAsk = ({ stdin, stderr }: AskContext): boolean => Boolean(stdin.isTTY && stderr.isTTY);

async function askAll(
  missing: Missing & { readonly given: CivilDate | undefined },
  context: AskContext & { readonly lines: Lines },
): Promise<Given | undefined> {
  const suggested = context.title === undefined ? '' : ` (Enter: ${safeLine(context.title, 80)})`;
  const title =
    missing.title ??
    (await ask(`What does it do, in one line?${suggested}`, context, (text) => {
      const chosen = text === '' ? context.title : safeLine(text);
      return chosen === undefined || chosen.length > 100 ? 'One line of at most 100 characters.' : { value: chosen };
    }));
  const hosts =
    title === undefined || missing.hosts.length > 0
      ? missing.hosts
      : await ask(hostQuestion(context), context, (text) => hostsIn(text, context.known));
  const until =
    title === undefined || hosts === undefined || missing.given !== undefined
      ? { value: missing.given }
      : await ask('Until when may it stay? A date, or 14d; Enter: no end', context, (text) =>
          untilIn(text, context.today),
        );
  return title === undefined || hosts === undefined || until === undefined
    ? undefined
    : { title, hosts, until: until.value };
}

const hostQuestion = ({ known }: AskContext): string =>
  known.length === 0 ? 'On which hosts was it made?' : `On which hosts was it made? There are: ${known.join(', ')}`;

function hostsIn(text: string, known: readonly string[]): { readonly value: readonly string[] } | string {
  const named = text.split(/[\s,]+/).filter((one) => one !== '');
  const unknown = known.length === 0 ? undefined : named.find((one) => !known.includes(one));
  if (named.length === 0 || unknown !== undefined) {
    return named.length === 0 ? 'Name at least one.' : `There is no host ${safeLine(unknown ?? '', 80)}.`;
  }

  return { value: named };
}

function untilIn(
  text: string,
  today: CivilDate,
): { readonly value: { readonly value: CivilDate | undefined } } | string {
  if (text === '') {
    return { value: { value: undefined } };
  }

  try {
    return { value: { value: untilOf(text, today) } };
  } catch (error) {
    return error instanceof OperatorError ? `${error.message}: ${error.hint ?? ''}.` : String(error);
  }
}

/** Until there is an answer that can be taken; undefined at the end of the input. */
async function ask<Value>(
  question: string,
  { lines, stderr }: { readonly lines: Lines; readonly stderr: CommandContext['stderr'] },
  read: (text: string) => { readonly value: Value } | string,
): Promise<Value | undefined> {
  stderr.write(`${question}\n`);
  for (;;) {
    const line = await lines.next(() => stderr.write('> '));
    if (line === undefined) {
      return undefined;
    }

    const reply = read(line.trim());
    if (typeof reply !== 'string') {
      return reply.value;
    }

    stderr.write(`${reply}\n`);
  }
}
