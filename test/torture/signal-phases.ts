import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type DeployStory, isRunning, sky, until } from '../helpers/deploy-story.js';
import { answer, read } from '../helpers/story.js';
import { keys, type Terminal } from '../helpers/terminal.js';

/** A place in a run where a signal can arrive. */
export interface SignalPhase {
  readonly name: string;
  /** Items beside the question about the sky. */
  readonly checks: readonly string[];
  /** `deploy` of the checklist. */
  readonly deploy: string;
  /** What is looked at after it, unless it is the question about the site. */
  readonly after?: string;
  /** Goes there from wherever a start of shipit, or a `resume`, begins. */
  readonly reach: (terminal: Terminal, told: DeployStory) => Promise<void>;
  /** A deploy is started on the way there; one, however often shipit is left and taken up. */
  readonly launches?: true;
  /** It still runs then, and the log is the runner's: how the screen was left is on nobody's record. */
  readonly deploying?: true;
}

const ends = '"true"';

/** Every place where shipit waits for somebody or something; `before the first frame` is no place, and not among them. */
export const signalPhases: readonly SignalPhase[] = [
  {
    name: 'at a question',
    checks: [],
    deploy: ends,
    reach: async (terminal) => {
      await read(terminal, sky);
    },
  },
  {
    name: 'while a reason is typed',
    checks: [],
    deploy: ends,
    reach: async (terminal) => {
      await answer(terminal, sky, 'n');
      await terminal.see('Why does this question not apply');
      terminal.press(...'half a rea');
      await terminal.see('half a rea');
    },
  },
  {
    name: 'while a check runs',
    checks: ['{run: "echo $$ >> NOTES/gathering; sleep 600", id: slow}'],
    deploy: ends,
    reach: async (terminal, told) => {
      await until('it is being gathered', () => told.lines('gathering').some(isRunning));
      await terminal.see('1 running');
    },
  },
  {
    name: 'on the launch page',
    checks: [],
    deploy: ends,
    reach: async (terminal, told) => {
      await toLaunchPage(terminal);
      terminal.press(...told.phrase.slice(0, 12));
      await terminal.see(`${told.phrase.slice(0, 12)}█`);
    },
  },
  {
    name: 'during the last look',
    // `hang` is gone again before shipit starts.
    checks: ['{run: "test -e NOTES/hang || exit 0; echo $$ >> NOTES/gathering; sleep 600", id: slow, ttl: 1s}'],
    deploy: ends,
    reach: async (terminal, told) => {
      await toLaunchPage(terminal);
      await terminal.see((screen) => !screen.includes('running'));
      // Older than its ttl: gathered again by the last look.
      await pause(1100);
      writeFileSync(join(told.notes, 'hang'), '');
      terminal.press(...told.phrase, keys.enter);
      await until('it is being gathered', () => told.lines('gathering').some(isRunning));
      await terminal.see('The last look');
    },
  },
  {
    name: 'during the deploy',
    checks: [],
    deploy: '"echo at work; while [ ! -e NOTES/go-on ]; do sleep 0.05; done"',
    launches: true,
    deploying: true,
    reach: async (terminal, told) => {
      if (!isUnderWay(told)) {
        await toLaunchPage(terminal);
        terminal.press(...told.phrase, keys.enter);
      }

      // Not the launch page, which quotes the command.
      await terminal.see(/^at work$/m);
    },
  },
  {
    name: 'during the watch',
    checks: [],
    deploy: ends,
    launches: true,
    after: 'watch: {for: 30m, every: 1s, probes: {queue: {command: "echo 1", max: 5}}}',
    reach: async (terminal, told) => {
      if (!isUnderWay(told)) {
        await toLaunchPage(terminal);
        terminal.press(...told.phrase, keys.enter);
      }

      await read(terminal, 'Have you used the site yourself');
    },
  },
  {
    name: 'at the question about a roll-back',
    checks: [],
    deploy: '{run: "false", undo: "touch NOTES/undone"}',
    launches: true,
    reach: async (terminal, told) => {
      if (!isUnderWay(told)) {
        await toLaunchPage(terminal);
        terminal.press(...told.phrase, keys.enter);
      }

      await answer(terminal, 'Roll back', 'u');
      await terminal.see('Type the target');
      terminal.press(...'produ');
      await terminal.see('produ█');
    },
  },
];

/** A first start answers the question before it; `resume` finds it answered. */
async function toLaunchPage(terminal: Terminal): Promise<void> {
  const screen = await terminal.see((shown) => /Look at|To launch, type/.test(shown));
  if (!screen.includes('To launch, type')) {
    await answer(terminal, sky, 'g');
  }

  await read(terminal, 'To launch, type');
}

const isUnderWay = (told: DeployStory): boolean =>
  existsSync(told.stateDir) && told.records().some(({ type }) => type === 'deploy.start');
