import { signoffNamespace } from '../checks/signoff/record.js';
import { roleName } from '../checks/signoff/words.js';
import { type ExitCode, exitCodes, OperatorError } from '../errors.js';
import { choosePlain } from '../plain/choose.js';
import { short } from '../run/release.js';
import { safeLine } from '../text/sanitise.js';
import { killAllGroups } from '../world/commands.js';
import type { CommandContext } from './context.js';
import { hasTerminal } from './needs-terminal.js';
import { exitOf, listenToSignals } from './signals.js';
import { askWord, type Left } from './signoff-ask.js';
import { notCountedYet, wayToOperator } from './signoff-counts.js';
import { type SignoffFacts, signoffFacts } from './signoff-facts.js';
import { openSignoffPlace, type SignoffChoice, type SignoffPlace } from './signoff-place.js';
import { type SignoffWritten, type SignWish, writeSignoff } from './signoff-write.js';

export interface SignoffFlags extends SignoffChoice {
  readonly sign?: SignWish;
  readonly plain: boolean;
}

/** Asks one person for their word about a commit, and writes it to a file. @returns 0; 11 where it has to be signed and is not */
export async function signoff(context: CommandContext, flags: SignoffFlags): Promise<number> {
  const told = await openSignoffPlace(context, flags);
  const { place, person } = told;
  if (!hasTerminal(context)) {
    throw new OperatorError(
      `a sign-off is the answer of a person, and ${context.stdin.isTTY ? 'stdout' : 'stdin'} is no terminal`,
      { hint: 'start it in a terminal; no flag gives this answer' },
    );
  }

  if ((told.mustSign || flags.sign !== undefined) && person.publicKey === undefined) {
    throw new OperatorError(`it has to be signed, and \`people\` has no \`key\` of ${person.name}`, {
      hint: `put your public ssh key there: \`${person.key}: {key: ssh-ed25519 …}\``,
    });
  }

  const plain = choosePlain({ flag: flags.plain, env: context.env, preferred: place.prefersPlain });
  const facts = await learn(context, told);
  if (typeof facts === 'string') {
    return exitOf(facts);
  }

  const word = await askWord(context, told, facts, plain);
  if (typeof word === 'string') {
    return left(context, word);
  }

  const written = await writeSignoff(context, told, { word, facts, sign: flags.sign });
  await tell(context, told, { verdict: word.verdict, facts, written });
  return told.mustSign && written.signature === undefined ? exitCodes.noGo : exitCodes.ok;
}

/** Asks staging and the target; a Ctrl-C meanwhile ends it. */
async function learn(context: CommandContext, told: SignoffPlace): Promise<SignoffFacts | NodeJS.Signals> {
  const signals = listenToSignals();
  const stop = new AbortController();
  context.stderr.write(`shipit: asking what runs on ${told.options.env} and on ${told.target.name}\n`);
  try {
    return await Promise.race([signoffFacts(told, stop.signal), signals.received]);
  } finally {
    stop.abort();
    signals.stop();
    if (signals.name() !== undefined) {
      killAllGroups();
    }
  }
}

function left({ stdout }: CommandContext, how: Left): ExitCode {
  stdout.write('shipit: nothing was written\n');
  return how === 'leave' ? exitCodes.stopped : how === 'interrupt' ? exitCodes.interrupted : exitOf(how);
}

interface Said {
  readonly verdict: 'go' | 'no-go';
  readonly facts: SignoffFacts;
  readonly written: SignoffWritten;
}

async function tell(
  { stdout, stderr }: CommandContext,
  { place, release, person, options, mustSign }: SignoffPlace,
  { verdict, facts, written }: Said,
): Promise<void> {
  const { file, signature, why } = written;
  const who = `${person.name}, ${roleName(options.role)}`;
  const lines = [
    `${verdict === 'go' ? 'Go' : 'No-go'} for ${short(release.commit)} by ${who}:`,
    `  ${file}`,
    signature === undefined ? `  not signed: ${safeLine(why ?? '', 200)}` : `  ${signature}`,
  ];
  stdout.write(`${lines.join('\n')}\n`);
  stderr.write(`${wayToOperator(signature === undefined ? 'it' : 'both')}\n`);
  if (verdict === 'go' && facts.isUnknown) {
    stderr.write(`${notCountedYet(options.env)}\n`);
  }

  if (mustSign && signature === undefined) {
    stderr.write(
      `The checklist takes signed ones only. To sign it: ssh-keygen -Y sign -f KEY -n ${signoffNamespace} ${file}\n`,
    );
  }

  const ignored = await place.git.run(['check-ignore', '--quiet', '--no-index', file]);
  if (ignored.ok) {
    stderr.write(`shipit: ${file} is ignored by git: take it out of .gitignore, or hand the file over\n`);
  }
}
