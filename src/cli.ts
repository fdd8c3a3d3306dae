import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addAck } from './cli/add-ack.js';
import { addInit } from './cli/add-init.js';
import { addStatus } from './cli/add-status.js';
import { addVacation } from './cli/add-vacation.js';
import type { Work } from './cli/work.js';
import type { CommandContext } from './commands/context.js';
import { version } from './commands/package-version.js';
import { reportError } from './commands/report-error.js';
import { exitCodes, OperatorError } from './errors.js';
import { safeLine } from './text/sanitise.js';
import { didYouMean } from './text/suggest.js';
import { type Debug, noDebug, openDebugLog } from './world/debug-log.js';

/**
 * What the arguments mean, carried out.
 * @param argv without the program's own name
 * @param originalEnv the environment as the operator has it, for the commands that shipit runs
 * @returns the exit code; never ends the process itself
 */
export async function main(argv: readonly string[], originalEnv: NodeJS.ProcessEnv): Promise<number> {
  const { stdin, stdout, stderr } = process;
  const outcome: { code: number } = { code: exitCodes.ok };
  let debug = noDebug;
  const program = createProgram((work) => async (context) => {
    debug = await debugFor(originalEnv);
    debug('start', { argv, cwd: context.cwd, version: version(), node: process.version, platform: process.platform });
    outcome.code = await work({ ...context, env: originalEnv, stdin, stdout, stderr, version: version(), debug });
    debug('end', { exit: outcome.code });
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return outcome.code;
  } catch (error) {
    debug('end', { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    if (error instanceof CommanderError) {
      // Help and version were asked for; everything else is a mistake in the arguments, already explained.
      return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    }

    return reportError(error, { stderr, cwd: process.cwd() });
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

interface WalkFlags {
  readonly file?: string;
  readonly target?: string;
  readonly commit?: string;
  readonly reason?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly plain?: boolean;
}

function createProgram(wrap: Wrap): Command {
  const program = new Command('shipit');
  const cwd = (): string => resolve((program.opts() as { readonly C?: string }).C ?? '.');
  const run = (work: Work): Promise<void> => wrap(work)({ cwd: cwd() });
  const flags = (command: Command): WalkFlags => command.optsWithGlobals() as WalkFlags;

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
    .addHelpText('beforeAll', examples)
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'what a command does')
    .configureHelp({ sortSubcommands: false })
    .exitOverride()
    .enablePositionalOptions()
    .action((name: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { walk } = await import('./commands/walk.js');
        const { dryRun = false, plain = false, ...choice } = flags(command);
        return walk(context, { ...choice, name, dryRun, plain, commands: program.commands.map((one) => one.name()) });
      }),
    );

  program
    .command('check')
    .description('gather all evidence, ask nothing, deploy nothing')
    .argument('[name]')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--target <name>', 'which target')
    .option('--commit <rev>', 'the release, if it is not HEAD')
    .option('--json', 'machine output')
    .exitOverride()
    .action((name: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { check } = await import('./commands/check.js');
        const { json = false, ...choice } = flags(command);
        return check(context, { ...choice, name, json });
      }),
    );

  program
    .command('resume')
    .description('go on with an unfinished run, or follow a deploy that still runs')
    .argument('[run]', 'its id, or the beginning of it; the newest unfinished one unless given')
    .option('--plain', 'line by line: no full screen')
    .exitOverride()
    .action((named: string | undefined, _options, command: Command) =>
      run(async (context) => {
        const { resume } = await import('./commands/resume.js');
        return resume(context, { run: named, plain: flags(command).plain ?? false });
      }),
    );

  addStatus(program, run);
  addLog(program, run);

  program
    .command('lint')
    .description('validate checklists: mistakes with file:line:col, and advice')
    .argument('[files...]')
    .option('-f, --file <file>', 'take this checklist file')
    .option('--show', 'print the merged checklist with the origin of every item')
    .option('--strict', 'a warning is exit code 2, too')
    .option('--json', 'machine output')
    .exitOverride()
    .action((files: string[], _options, command: Command) =>
      run(async (context) => {
        const { lintCommand } = await import('./commands/lint-command.js');
        const {
          file,
          show = false,
          strict = false,
          json = false,
        } = command.optsWithGlobals() as WalkFlags & { readonly show?: boolean; readonly strict?: boolean };
        return lintCommand(context, { files: file === undefined ? files : [...files, file], show, strict, json });
      }),
    );

  addInit(program, run);
  addVacation(program, run);
  addAck(program, run);

  program
    .command('schema')
    .description('print the JSON Schema of the checklist grammar')
    .exitOverride()
    .action(() => run(async (context) => (await import('./commands/lint-command.js')).schemaCommand(context)));

  program
    .command('demo')
    .description('a throw-away project with real findings, and a run on it')
    .option('--play', 'plays the keys itself')
    .exitOverride()
    .action((options: { readonly play?: boolean }) =>
      run(async (context) => (await import('./commands/demo.js')).demo(context, { play: options.play ?? false })),
    );

  return program;
}

function addLog(program: Command, run: (work: Work) => Promise<void>): void {
  const log = program
    .command('log')
    .description('the audit log: list, show, verify')
    .exitOverride()
    .option('--json', 'machine output')
    .option('--limit <n>', 'at most so many runs')
    .allowExcessArguments()
    .action((_options, command: Command) => {
      refuseUnknown(command);
      return run(async (context) => logWork(context, 'list', undefined, command));
    });
  log
    .command('list')
    .description('all runs, newest first')
    .option('--json', 'one JSON object a line')
    .option('--limit <n>', 'at most so many')
    .exitOverride()
    .action((_options, command: Command) => run(async (context) => logWork(context, 'list', undefined, command)));
  log
    .command('show')
    .description('one run, whole')
    .argument('<run>', 'its id, the beginning of it, or `last`')
    .option('--json', 'machine output')
    .exitOverride()
    .action((named: string, _options, command: Command) =>
      run(async (context) => logWork(context, 'show', named, command)),
    );
  log
    .command('verify')
    .description('prove that nothing was edited, removed or reordered')
    .argument('[run]')
    .option('--json', 'machine output')
    .option('--rebuild-index', 'make the index anew from the runs')
    .exitOverride()
    .action((named: string | undefined, _options, command: Command) =>
      run(async (context) => logWork(context, 'verify', named, command)),
    );
}

/** A command that also does something by itself takes a misspelt one below it for an argument. */
function refuseUnknown(command: Command): void {
  const [given] = command.args;
  if (given !== undefined) {
    const names = command.commands.map((one) => one.name());
    const meant = didYouMean(given, names);
    throw new OperatorError(`unknown command \`${command.name()} ${safeLine(given, 80)}\``, {
      hint:
        meant === undefined ? `there are: ${names.join(', ')}` : `did you mean \`shipit ${command.name()} ${meant}\`?`,
    });
  }
}

async function logWork(
  context: CommandContext,
  sub: 'list' | 'show' | 'verify',
  named: string | undefined,
  command: Command,
): Promise<number> {
  const { log } = await import('./commands/log-command.js');
  const flags = command.optsWithGlobals() as {
    readonly json?: boolean;
    readonly limit?: string;
    readonly rebuildIndex?: boolean;
  };
  return log(context, {
    sub,
    run: named,
    json: flags.json ?? false,
    limit: flags.limit,
    rebuildIndex: flags.rebuildIndex ?? false,
  });
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
