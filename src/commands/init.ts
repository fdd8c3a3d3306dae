import path from 'node:path';
import { checklistJsonSchema } from '../checklist/json-schema.js';
import { kinds } from '../checks/index.js';
import { exitCodes, OperatorError } from '../errors.js';
import { safeLine } from '../text/sanitise.js';
import { runCommand } from '../world/commands.js';
import { openRepository } from '../world/git.js';
import { operatorTimeZone } from '../world/time-zone.js';
import type { CommandContext } from './context.js';
import { type Choices, takeProposals } from './init/choices.js';
import { compose } from './init/compose.js';
import { foundTable } from './init/found-table.js';
import { readKit } from './init/kit.js';
import { lastWords } from './init/last-words.js';
import { lookAround } from './init/look-around.js';
import { proposals } from './init/proposals.js';
import { proveLoads } from './init/proven.js';
import { refuseExisting } from './init/refuse-existing.js';
import { talkItOver } from './init/talk-it-over.js';
import { writeFiles } from './init/write-files.js';

export interface InitOptions {
  /** Takes the proposals without asking. */
  readonly yes: boolean;
  /** Writes the file to stdout and nowhere else; asks nothing. */
  readonly print: boolean;
}

/**
 * Looks at the project and writes a first checklist at the top of the work tree.
 * @returns 0; 10 when the operator left without writing; 129, 130 or 143 after a signal
 * @throws OperatorError outside of a repository, without a terminal to ask on, and where a checklist is already
 */
export async function init(context: CommandContext, { yes, print }: InitOptions): Promise<number> {
  const { cwd, env, stdin, stdout, stderr } = context;
  const git = await openRepository(cwd, runCommand);
  if (!print) {
    await refuseExisting(cwd, git.root);
    mustBeAbleToAsk(yes || (stdin.isTTY && stderr.isTTY));
  }

  const [seen, kit] = await Promise.all([lookAround(git, operatorTimeZone(env)), readKit(kinds)]);
  const found = proposals(seen);
  stderr.write(`Looked at ${safeLine(seen.directory, 20)}, ran none of it.\n\n`);
  stderr.write(foundTable(found, columnsOf(context)));
  const compound = async (choices: Choices): Promise<string> => {
    const text = compose(choices, found, kit);
    await proveLoads(text, kinds);
    return text;
  };
  if (print) {
    stdout.write(await compound(takeProposals(found)));
    return exitCodes.ok;
  }

  const name = path.relative(cwd, path.join(git.root, 'shipit.yml'));
  const agreed = yes ? takeProposals(found) : await talkItOver(context, { found, name, compound });
  if (typeof agreed === 'number') {
    stderr.write('\nNothing was written.\n');
    return agreed;
  }

  const schema = `${JSON.stringify(checklistJsonSchema(kinds), null, 2)}\n`;
  const written = await writeFiles({ root: git.root, checklist: await compound(agreed), schema });
  const names = written.map((file) => path.relative(cwd, path.join(git.root, file)));
  stderr.write(lastWords({ choices: agreed, found, written: names }, columnsOf(context)));
  return exitCodes.ok;
}

function mustBeAbleToAsk(can: boolean): void {
  if (!can) {
    throw new OperatorError('`shipit init` asks questions, and there is no terminal to ask them on', {
      hint: '`shipit init --yes` takes what it finds, `shipit init --print` only shows the file',
    });
  }
}

const columnsOf = ({ stderr }: CommandContext): number => (stderr.isTTY ? stderr.columns || 80 : 120);
