import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addAck } from './cli/add-ack.js';
import { addCheck } from './cli/add-check.js';
import { addDemo } from './cli/add-demo.js';
import { addInit } from './cli/add-init.js';
import { addLint } from './cli/add-lint.js';
import { addLog } from './cli/add-log.js';
import { addPatch } from './cli/add-patch.js';
import { addResume } from './cli/add-resume.js';
import { addSchema } from './cli/add-schema.js';
import { addSignoff } from './cli/add-signoff.js';
import { addStatus } from './cli/add-status.js';
import { addVacation } from './cli/add-vacation.js';
import { argumentMistake } from './cli/argument-mistake.js';
import { walkFlags } from './cli/flags.js';
import { refuseTwiceOrEmpty } from './cli/given-once.js';
import { refuseHarmful } from './cli/refuse-harmful.js';
import { refuseUnknownHelp } from './cli/refuse-unknown.js';
import type { Work } from './cli/work.js';
import type { CommandContext } from './commands/context.js';
import { version } from './commands/package-version.js';
import { reportError } from './commands/report-error.js';
import { exitCodes } from './errors.js';
import { type Debug, noDebug, openDebugLog } from './world/debug-log.js';

/**
 * What the arguments mean, carried out.
 * @param argv without the program's own name
 * @param originalEnv the environment as the operator has it, for the commands that shipit runs
 * @param streams those of the process, unless a test has its own
 * @returns the exit code; never ends the process itself
 */
export async function main(
  argv: readonly string[],
  originalEnv: NodeJS.ProcessEnv,
  streams: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process,
): Promise<number> {
  const { stdin, stdout, stderr } = streams;
  const outcome: { code: number } = { code: exitCodes.ok };
  let debug = noDebug;
  const program = createProgram((work) => async (context) => {
    debug = await debugFor(originalEnv);
    debug('start', { argv, cwd: context.cwd, version: version(), node: process.version, platform: process.platform });
    outcome.code = await work({ ...context, env: originalEnv, stdin, stdout, stderr, version: version(), debug });
    debug('end', { exit: outcome.code });
  });
  try {
    refuseHarmful(argv);
    refuseUnknownHelp(program, argv);
    await program.parseAsync([...argv], { from: 'user' });
    return outcome.code;
  } catch (error) {
    debug('end', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    if (error instanceof CommanderError && (error.exitCode === 0 || error.code === 'commander.help')) {
      // Help or the version, which is on screen by now.
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }

    const told = error instanceof CommanderError ? argumentMistake(error, program, argv) : error;
    return reportError(told, { stderr, cwd: process.cwd() });
  }
}

/** What SHIPIT_DEBUG asks for. @throws OperatorError when that cannot be opened */
async function debugFor(env: NodeJS.ProcessEnv): Promise<Debug> {
  const path = env['SHIPIT_DEBUG'];
  if (path === undefined || path === '') {
    return noDebug;
  }

  const { createRedactor } = await import('./text/redact.js');
  return openDebugLog(path, { now: () => new Date(), redact: createRedactor(env) });
}

type Wrap = (work: Work) => (context: Pick<CommandContext, 'cwd'>) => Promise<void>;

/** All commands with their arguments and options. @param wrap carries out what the arguments ask for */
export function createProgram(wrap: Wrap): Command {
  const program = new Command('shipit');
  const cwd = (): string => resolve((program.opts() as { readonly C?: string }).C ?? '.');
  const run = (work: Work): Promise<void> => wrap(work)({ cwd: cwd() });

  program
    .description('Go or no-go: questions before a deploy, with the evidence gathered for you.')
    .argument('[name]', 'checklists/NAME.yml instead of shipit.yml')
    .option('-C <dir>', 'run as if started in <dir>')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--target <name>', 'which target of the checklist (the first one unless given)')
    .option('--commit <rev>', 'the release, if it is not HEAD')
    .option('--reason <text>', 'why this run exists; recorded')
    .option('--dry-run', 'walk and ask everything, run neither deploy nor undo')
    .option('--plain', 'line by line: no full screen, nothing drawn anew (screen readers, dumb terminals)')
    .version(version(), '--version')
    .addHelpText('before', examples)
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'what a command does')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
    .enablePositionalOptions()
    .action((name: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { walk } = await import('./commands/walk.js');
        const { dryRun = false, plain = false, ...choice } = walkFlags(command);
        return walk(context, { ...choice, name, dryRun, plain, commands: program.commands.map((one) => one.name()) });
      }),
    );

  addCheck(program, run);
  addResume(program, run);
  addStatus(program, run);
  addLog(program, run);
  addLint(program, run);
  addInit(program, run);
  addVacation(program, run);
  addAck(program, run);
  addPatch(program, run);
  addSignoff(program, run);
  addSchema(program, run);
  addDemo(program, run);
  refuseTwiceOrEmpty(program);
  return program;
}

const examples = `Examples:
  shipit                        walk shipit.yml, deploy on go, ask whether it works
  shipit --dry-run              the same, but deploy nothing
  shipit hotfix --target staging --reason "login is broken"
  shipit check --json           all evidence, no questions: for CI
  shipit resume                 go on where the last run stopped
  shipit status                 what is unfinished, who has it, what runs where
  shipit log                    who deployed what, and what was answered
`;
