import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openProject } from '../../src/audit/state.js';
import { verifyProject } from '../../src/audit/verify.js';
import { type DeployStory, deployStory, isRunning, processesWith, until } from '../helpers/deploy-story.js';
import { keys } from '../helpers/terminal.js';
import { marked, noRunner } from './blows.js';
import { openInShell, type Shelled } from './in-shell.js';
import type { SignalPhase } from './signal-phases.js';

export interface Column {
  readonly name: string;
  readonly send: (shelled: Shelled) => Promise<void> | void;
  /** What a shell says about it afterwards; nothing, where the shell goes with its terminal. */
  readonly exit?: number;
  /** What is on record. */
  readonly signal?: NodeJS.Signals;
}

const sending = (signal: NodeJS.Signals, exit: number): Column => ({
  name: signal,
  send: ({ pid }) => void process.kill(pid(), signal),
  exit,
  ...(signal === 'SIGKILL' ? {} : { signal }),
});

/** What comes from outside, and what the operator types; the last three are what happens to people most. */
export const allColumns: readonly Column[] = [
  sending('SIGINT', 130),
  sending('SIGHUP', 129),
  sending('SIGQUIT', 143),
  sending('SIGKILL', 137),
  sending('SIGTERM', 143),
  { name: 'the terminal closed', send: ({ terminal }) => terminal.hangUp(), signal: 'SIGHUP' },
  {
    name: 'Ctrl-C twice',
    send: async ({ terminal }) => {
      terminal.press(keys.ctrlC);
      await terminal.see('Ctrl-C again to leave');
      terminal.press(keys.ctrlC);
    },
    exit: 130,
    signal: 'SIGINT',
  },
];

/** The last three, and one of the others in turn. */
export const someColumns = (turn: number): readonly Column[] => [
  ...allColumns.slice(turn % 4, (turn % 4) + 1),
  ...allColumns.slice(4),
];

/** Ctrl-C asks what is meant while a deploy is followed: a story of its own. */
export const meets = (phase: SignalPhase, column: Column): boolean =>
  !(phase.deploying && column.name === 'Ctrl-C twice');

/**
 * Meets the signals in one run, which `resume` brings back to the same place each time.
 * @returns what was not as it has to be, with phase and signal
 */
export async function playPhase(phase: SignalPhase, columns: readonly Column[]): Promise<readonly string[]> {
  const told = deployStory(phase.deploy, phase.checks, phase.after);
  const wrong: string[] = [];
  for (const [at, column] of columns.entries()) {
    const cell = `${column.name} ${phase.name}`;
    const found = await playCell(phase, column, told, at === 0).catch((error: Error) => [error.message]);
    wrong.push(...found.map((text) => `${cell}: ${text}`));
  }

  writeFileSync(join(told.notes, 'go-on'), '');
  await noRunner(told);
  const [projectId = ''] = readdirSync(join(told.stateDir, 'v1'));
  const { faults } = verifyProject(openProject({ stateDir: told.stateDir, projectId, write: false }));
  const ends = told.records().filter(({ type }) => type === 'deploy.end');
  const starts = told.records().filter(({ type }) => type === 'deploy.start').length;
  return [
    ...wrong,
    ...faults.map(({ text }) => `${phase.name}: ${text}`),
    ...(starts === (phase.launches ? 1 : 0) ? [] : [`${phase.name}: ${starts} deploys`]),
    ...(phase.deploying && ends[0]?.['outcome'] !== 'ok' ? [`${phase.name}: the deploy did not end well`] : []),
  ];
}

async function playCell(
  phase: SignalPhase,
  column: Column,
  told: DeployStory,
  isFirst: boolean,
): Promise<readonly string[]> {
  rmSync(join(told.notes, 'hang'), { force: true });
  await using shelled = openInShell(told, isFirst ? [] : ['resume']);
  const { terminal } = shelled;
  await phase.reach(terminal, told);
  const pid = shelled.pid();
  process.kill(pid, 'SIGUSR1');
  const before = interruptions(told).length;
  await column.send(shelled);
  const end = await shelled.end(column.exit !== undefined);
  await until('shipit is gone', () => !isRunning(pid));
  const left = processesWith(marked(told).KILL_MARK)
    .filter(isRunning)
    .filter((one) => one !== terminal.pid);
  if (column.name === 'SIGKILL') {
    // What was being gathered lives on after it, by itself and without effect; not after this cell.
    for (const leader of told.lines('gathering').filter(isRunning)) {
      process.kill(-Number(leader), 'SIGKILL');
    }
  }

  const onRecord = interruptions(told).slice(before);
  const expected = phase.deploying || column.signal === undefined ? [] : [column.signal];
  return [
    ...(end.exit === column.exit ? [] : [`exit ${end.exit} instead of ${column.exit}`]),
    ...(onRecord.join() === expected.join() ? [] : [`on record is ${onRecord.join() || 'nothing'}`]),
    ...(column.exit === undefined || column.name === 'SIGKILL' ? [] : end.terminal),
    ...(column.signal === undefined || !end.said || end.said.includes('shipit resume')
      ? []
      : ['it does not say how to go on']),
    ...(terminal.everything().includes('Debugger') ? ['a debugger was opened'] : []),
    ...(left.length === 0 || phase.deploying || column.name === 'SIGKILL' ? [] : [`${left.length} processes are left`]),
  ];
}

const interruptions = (told: DeployStory): readonly unknown[] =>
  told.records().flatMap(({ type, signal }) => (type === 'interrupted' ? [signal] : []));
