import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listRunIds, readRun } from '../../src/audit/read.js';
import { openProject } from '../../src/audit/state.js';
import { tooSoonHint } from '../../src/ui/too-soon.js';
import { codeCache } from './code-cache.js';
import { emptyRepository, type Files, type TestRepository, temporaryDirectory } from './repository.js';
import { openTerminal, type Sight, type Terminal, type TerminalOptions } from './terminal.js';

/** A project with a checklist, an audit log of its own, and an operator: Ada L. */
export interface Story extends TestRepository {
  readonly commitId: string;
  /** Where its audit log lies; absolute. */
  readonly stateDir: string;
  /** What has to be typed to launch. */
  readonly phrase: string;
  /** Starts shipit in a terminal there. */
  readonly open: (options?: TerminalOptions) => Terminal;
  /** Runs shipit without a terminal; gives back what it prints. */
  readonly shipit: (...args: readonly string[]) => string;
  /** All records of the newest run; none where none has begun. */
  readonly records: () => readonly LoggedRecord[];
  /** The answers of the newest run, in order, in few words: `sky go human`. */
  readonly answers: () => readonly string[];
  /** What the deploy command wrote; `undefined` as long as it did not run. */
  readonly deployed: () => string | undefined;
}

export interface LoggedRecord {
  readonly type: string;
  readonly seq: number;
  readonly [field: string]: unknown;
}

/**
 * A throw-away project. Its deploy command writes the commit to a file.
 * @param checks the items as YAML, one a line and without indentation
 * @param rest further top keys, `people` for example; a `deploy` there replaces the usual one
 */
export function story(checks: readonly string[], rest = '', files: Files = {}): Story {
  const made = emptyRepository();
  appendFileSync(join(made.root, '.git/config'), '[user]\n\tname = Ada L.\n\temail = ada@x.test\n');
  const commitId = made.commit('First commit', { 'shipit.yml': checklistOf(checks, rest), ...files });
  const folder = temporaryDirectory();
  const env = {
    SHIPIT_STATE_DIR: join(folder, 'state'),
    SHIPIT_CONFIG_DIR: join(folder, 'config'),
    DEPLOYED: join(folder, 'deployed'),
  };
  const shipit = (...args: readonly string[]): string =>
    execFileSync(process.execPath, [program, ...args], {
      cwd: made.root,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...codeCache, ...env },
      maxBuffer: 1e9,
    });
  // What `shipit log show --json` prints, without starting it: half of a story's time went into that.
  const records = (): readonly LoggedRecord[] => {
    const [projectId = ''] = readdirSync(join(env.SHIPIT_STATE_DIR, 'v1'));
    const project = openProject({ stateDir: env.SHIPIT_STATE_DIR, projectId, write: false });
    const [newest] = listRunIds(project);
    return newest === undefined ? [] : readRun(project, newest).records;
  };
  return {
    ...made,
    commitId,
    stateDir: env.SHIPIT_STATE_DIR,
    phrase: `production ${commitId.slice(0, 7)}`,
    open: (options = {}) => openTerminal({ ...options, cwd: made.root, env: { ...env, ...options.env } }),
    shipit,
    records,
    answers: () =>
      records()
        .filter(({ type }) => type === 'answer')
        .map(({ check, facet, answer, how }) => `${check}${facet === undefined ? '' : `/${facet}`} ${answer} ${how}`),
    deployed: () => (existsSync(env.DEPLOYED) ? readFileSync(env.DEPLOYED, 'utf8').trim() : undefined),
  };
}

/**
 * Reads a question as a person does: sees it, and takes a moment. Keys in the first 300 ms after a question was drawn
 * answer nothing; that is the product's own rule, and the one wait in these stories that is not for something to see.
 * @returns the screen
 */
export async function read(terminal: Terminal, question: Sight): Promise<string> {
  await terminal.see((screen) => shows(screen, question) && canAnswer.test(screen));
  // Of a line to type, the first key lost would be all of it lost.
  await pause(terminal.screen().includes('To launch, type') ? 2 * guardMs : guardMs);
  return terminal.screen();
}

/** The neutral row is there, or the line to type in: not only the question, while its evidence is still on the way. */
const canAnswer = /Look at|Go on watching|To launch, type|Back to the question/;

const shows = (screen: string, sight: Sight): boolean =>
  typeof sight === 'string' ? screen.includes(sight) : sight instanceof RegExp ? sight.test(screen) : sight(screen);

/**
 * Reads the question, then presses; again, if the product says that it was too soon, as a person does.
 * @returns the screen that was read
 */
export async function answer(terminal: Terminal, question: Sight, ...pressed: readonly string[]): Promise<string> {
  const screen = await read(terminal, question);
  const before = lasting(screen);
  terminal.press(...pressed);
  if (!/^[a-z\r]$/.test(pressed.join(''))) {
    return screen;
  }

  // Nearly every key that answers changes the screen at once. One that does not has nothing to say.
  const next = await terminal.see((screen) => lasting(screen) !== before, 3000).catch(() => '');
  if (!saysTooSoon(next)) {
    return screen;
  }

  if (typeof question === 'string') {
    return answer(terminal, question, ...pressed);
  }

  // What was looked for may have stood where the hint stands now.
  await pause(guardMs);
  terminal.press(...pressed);
  return screen;
}

/** Whether the product says that a key came too soon; a narrow window cuts the end of that. */
export const saysTooSoon = (screen: string): boolean => screen.includes(tooSoonHint.slice(0, 20));

/** Without times, which go on by themselves. */
const lasting = (screen: string): string => screen.replaceAll(/\d/g, '');

/** Presses keys one after the other, each in a read of its own, as a fast person does: twenty a second. */
export async function tap(terminal: Terminal, ...pressed: readonly string[]): Promise<void> {
  for (const key of pressed) {
    terminal.press(key);
    await pause(50);
  }
}

/** Types the line and hands it in. */
export async function type(terminal: Terminal, text: string): Promise<void> {
  terminal.press(...text);
  // A long line is shown by its end.
  await terminal.see(text.slice(-15));
  terminal.press('\r');
}

/** From the launch page to the deploy, or to what the last look found. That page quotes the command: it has to be gone. */
export async function launch(terminal: Terminal, { phrase }: Story): Promise<void> {
  await read(terminal, 'To launch, type');
  await type(terminal, phrase);
  await terminal.see((screen) => !/To launch, type|The last look(?! found)/.test(screen));
}

/** The product's 300 ms, and some for a machine that draws late. */
const guardMs = 450;

const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

const checklistOf = (checks: readonly string[], rest: string): string =>
  [
    'shipit: 1',
    'app: shop',
    'checks:',
    ...checks.map((item) => `  - ${item}`),
    ...(/^deploy:/m.test(rest) ? [] : ['deploy: {run: "echo $SHIPIT_COMMIT > $DEPLOYED", undo: "rm $DEPLOYED"}']),
    rest,
  ].join('\n');
