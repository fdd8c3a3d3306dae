import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { temporaryDirectory } from './repository.js';
import { answer, type LoggedRecord, launch, read, type Story, story } from './story.js';
import type { Terminal } from './terminal.js';

/** A story about a deploy: two questions before it, one after it, and a folder where its commands can leave notes. */
export interface DeployStory extends Story {
  /** Absolute; `NOTES` in the checklist's commands stands for it. */
  readonly notes: string;
  /** Lines of a note; none if nobody wrote it. */
  readonly lines: (note: string) => readonly string[];
}

/** The question before the deploy, and the one after it. */
export const sky = 'Is the sky clear?';
export const used = 'Have you used the site?';

/**
 * @param deploy the value of `deploy` as YAML, on one line or indented by two
 * @param checks more items before the deploy, after the question about the sky
 * @param after the item after the deploy: a question about the site unless given
 */
export function deployStory(
  deploy: string,
  checks: readonly string[] = [],
  after = `{ask: "${used}", id: used}`,
): DeployStory {
  const notes = temporaryDirectory();
  const made = story(
    [`{ask: "${sky}", id: sky}`, ...checks.map((check) => check.replaceAll('NOTES', notes))],
    `deploy: ${deploy.replaceAll('NOTES', notes)}\nafter:\n  - ${after}\n`,
  );
  return { ...made, notes, lines: (note) => linesOf(join(notes, note)) };
}

const linesOf = (path: string): readonly string[] =>
  existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];

/** Answers the question before the deploy, and launches. */
export async function goLive(terminal: Terminal, told: Story): Promise<void> {
  await answer(terminal, sky, 'g');
  await launch(terminal, told);
}

/** What has to become true outside of any screen, e.g. a note of a command. @throws after `timeoutMs` */
export async function until(what: string, holds: () => boolean, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error(`not in ${timeoutMs} ms: ${what}`);
    }

    await pause(20);
  }
}

/** Types of the records, without evidence and answers. */
export const course = (records: readonly LoggedRecord[]): readonly string[] =>
  records.map(({ type }) => type).filter((type) => !['evidence', 'answer', 'segment', 'segment.end'].includes(type));

/** The one record of that type. @throws if there are none, or several */
export function only(records: readonly LoggedRecord[], type: string): LoggedRecord {
  const [one, ...more] = records.filter((record) => record.type === type);
  if (one === undefined || more.length > 0) {
    throw new Error(`${one === undefined ? 'no' : 'more than one'} record ${type}: ${course(records).join(' ')}`);
  }

  return one;
}

/** Whether a process still does something: one that nobody has waited for is gone, too. */
export function isRunning(pid: number | string | undefined): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return false;
  }
}

/** Where the audit log of a story lies: for what no command does, and for what happens to it from outside. */
export async function placeOfLog(told: Story): Promise<{ readonly stateDir: string; readonly projectId: string }> {
  await using shell = told.open({ command: 'printenv', args: ['SHIPIT_STATE_DIR'], columns: 500 });
  await shell.exited;
  const stateDir = shell.screen().trim();
  return { stateDir, projectId: readdirSync(join(stateDir, 'v1'))[0] ?? '' };
}

/** Id of the newest run. */
export const newestRun = (told: Story): string =>
  (JSON.parse(told.shipit('log', 'list', '--json').split('\n')[0] ?? '') as { readonly run: string }).run;

/** Process ids whose command line or environment holds the text; on Linux only. */
export function processesWith(text: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => ['cmdline', 'environ'].some((file) => contains(join('/proc', pid, file), text)))
    .map(Number);
}

function contains(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8').includes(text);
  } catch {
    return false;
  }
}

/** A place in a run where something can happen to shipit. */
export interface Phase {
  readonly name: string;
  /** What hangs in them does so until there is a note `let-go`. */
  readonly checks: readonly string[];
  /** Goes there from the start of a run. */
  readonly reach: (terminal: Terminal, told: DeployStory) => Promise<void>;
}

/** Every place where shipit waits for somebody, before the deploy and after it. */
export const phases: readonly Phase[] = [
  {
    name: 'at a question',
    checks: [],
    reach: async (terminal) => {
      await read(terminal, sky);
    },
  },
  {
    name: 'while evidence is gathered',
    checks: ['{run: "test -e NOTES/let-go || { echo $$ >> NOTES/gathering; sleep 600; }", id: slow}'],
    reach: async (terminal, told) => {
      await answer(terminal, sky, 'g');
      await terminal.see('1 running');
      await until('it is being gathered', () => told.lines('gathering').length > 0);
    },
  },
  {
    name: 'on the evidence page',
    checks: [],
    reach: async (terminal) => {
      await answer(terminal, sky, '\r');
      await terminal.see('No machine can know this');
    },
  },
  {
    name: 'while a reason is typed',
    checks: [],
    reach: async (terminal) => {
      await answer(terminal, sky, 'n');
      await terminal.see('Why does this question not apply');
      terminal.press(...'half a rea');
      await terminal.see('half a rea');
    },
  },
  {
    name: 'on the launch page',
    checks: [],
    reach: async (terminal, told) => {
      await answer(terminal, sky, 'g');
      await read(terminal, 'To launch, type');
      terminal.press(...told.phrase.slice(0, 12));
      await terminal.see(told.phrase.slice(0, 12));
    },
  },
  {
    name: 'during the last look',
    checks: [
      '{run: "test -e NOTES/let-go || { test -e NOTES/seen && echo $$ >> NOTES/gathering && sleep 600; }; touch NOTES/seen", id: slow, ttl: 1s}',
    ],
    reach: async (terminal, told) => {
      await answer(terminal, sky, 'g');
      await read(terminal, 'To launch, type');
      // Older than its ttl: gathered again by the last look.
      await pause(1000);
      terminal.press(...told.phrase, '\r');
      await terminal.see('The last look');
      await until('it is being gathered', () => told.lines('gathering').length > 0);
    },
  },
  {
    name: 'after the deploy',
    checks: [],
    reach: async (terminal, told) => {
      await goLive(terminal, told);
      await read(terminal, used);
    },
  },
];
