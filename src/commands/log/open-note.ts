import type { ReadStream } from 'node:tty';
import { OperatorError } from '../../errors.js';
import { createRedactor } from '../../text/redact.js';
import { safeLine } from '../../text/sanitise.js';
import { findOperator } from '../../world/operator.js';
import { readPreferences } from '../../world/preferences.js';
import type { CommandContext } from '../context.js';
import { openLines } from '../init/lines.js';
import { refuseFixedClock } from '../refuse-fixed-clock.js';
import type { Noting } from './note.js';
import { type OpenedLog, openLogToWrite } from './open-log.js';

/**
 * The log to write to, and who writes.
 * @param words of the text as they were typed; `-` alone: it is read from the standard input
 * @throws OperatorError when this is no usable repository, and AuditError when the log cannot be written
 */
export async function openNote(
  context: CommandContext,
  words: readonly string[],
): Promise<{ readonly place: OpenedLog; readonly noting: Noting }> {
  const { env, version, stdin, stderr } = context;
  refuseFixedClock(context, 'nothing is noted');
  const place = await openLogToWrite(context);
  const [preferences, gitVersion] = await Promise.all([readPreferences(env), place.git.version()]);
  const { name, email } = await findOperator(place.git, preferences, env);
  return {
    place,
    noting: {
      operator: { name: safeLine(name, 80), email: safeLine(email, 120) },
      tool: { version, node: process.version, git: gitVersion },
      redact: createRedactor(env),
      text: () => textFrom(words, { stdin, stderr }),
    },
  };
}

/** @throws OperatorError where there is nobody to ask, or more comes than anybody writes */
async function textFrom(
  words: readonly string[],
  { stdin, stderr }: Pick<CommandContext, 'stdin' | 'stderr'>,
): Promise<string | undefined> {
  if (words.length === 1 && words[0] === '-') {
    return readAll(stdin);
  }

  if (words.length > 0) {
    return words.join(' ');
  }

  if (!stdin.isTTY || !stderr.isTTY) {
    throw new OperatorError('there is no text to note, and no terminal to ask on', {
      hint: 'write it behind the run, or - to read it from the standard input',
    });
  }

  stderr.write('What became known? One line; Ctrl-D: nothing.\n');
  const lines = openLines(stdin);
  try {
    return await lines.next(() => stderr.write('> '));
  } finally {
    lines.close();
  }
}

/** More than any note may hold. */
const mostBytes = 65_536;

async function readAll(stdin: ReadStream): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const part = Buffer.from(chunk);
    chunks.push(part);
    bytes += part.length;
    if (bytes > mostBytes) {
      throw new OperatorError(`more than ${mostBytes} bytes came on the standard input: that is no note`);
    }
  }

  return Buffer.concat(chunks).toString('utf8');
}
