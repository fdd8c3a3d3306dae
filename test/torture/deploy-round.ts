import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openProject } from '../../src/audit/state.js';
import { verifyProject } from '../../src/audit/verify.js';
import { type DeployStory, deployStory } from '../helpers/deploy-story.js';
import type { Exit } from '../helpers/terminal.js';
import { marked, noRunner, strike, type Victim } from './blows.js';
import { type Fate, type Fault, faultsOf } from './deploy-truth.js';
import { operate } from './operator.js';

export type { Fault } from './deploy-truth.js';

/** A run that is hit, and finished all the same. */
export interface Round {
  readonly number: number;
  /** What the deploy command ends with. */
  readonly rc: number;
  /** How long it works. */
  readonly napMs: number;
  /** The first is counted from the launch, the others from the start of `resume`; what comes after them is undisturbed. */
  readonly blows: readonly Blow[];
}

interface Blow {
  readonly victim: Victim;
  readonly afterMs: number;
}

export interface Played {
  readonly kills: number;
  readonly outcome: Fate;
  readonly faults: readonly Fault[];
}

/** Plays it with the real program, in a project of its own. */
export async function playRound(round: Round): Promise<Played> {
  const told = deployStory(JSON.stringify(command));
  writeFileSync(join(told.notes, 'nap'), String(round.napMs / 1000));
  writeFileSync(join(told.notes, 'rc'), String(round.rc));
  let kills = 0;
  let exit: Exit | undefined;
  let screen = '';
  try {
    // One more than blows: whose runner never began is sent home, to launch again.
    for (let leg = 0; !isOver(told) && leg <= round.blows.length + 1; leg += 1) {
      const { hits, end, last } = await playLeg(told, round.blows[leg], leg === 0);
      kills += hits;
      exit = end;
      screen = last;
      if (end?.exitCode === 0 && !isOver(told)) {
        return {
          kills,
          outcome: 'unknown',
          faults: [{ kind: 'untrue', text: `exit 0 of a run without an end\n${screen}` }],
        };
      }
    }
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { kills, outcome: 'unknown', faults: [{ kind: 'stuck', text }] };
  } finally {
    await noRunner(told);
  }

  const [projectId = ''] = readdirSync(join(told.stateDir, 'v1'));
  const { faults } = verifyProject(openProject({ stateDir: told.stateDir, projectId, write: false }));
  return { kills, ...faultsOf({ records: told.records(), notes: told.lines('ran'), exit, screen, damage: faults }) };
}

/** Says that it began, works, says how it ends, and ends so. */
const command =
  'echo began >> NOTES/ran; sleep $(cat NOTES/nap); echo at work; rc=$(cat NOTES/rc); echo "ended $rc" >> NOTES/ran; exit $rc';

interface Leg {
  readonly hits: number;
  /** If it ended by itself. */
  readonly end?: Exit;
  readonly last: string;
}

/** One start of shipit, until it ends, or is hit so that there is no screen any more. */
async function playLeg(told: DeployStory, blow: Blow | undefined, isFirst: boolean): Promise<Leg> {
  await using terminal = told.open({ args: isFirst ? [] : ['resume'], env: marked(told) });
  let launched: () => void = () => undefined;
  const launching = new Promise<void>((resolve) => {
    launched = resolve;
  });
  let end: Exit | undefined;
  const working = operate(terminal, {
    phrase: told.phrase,
    judge: () => judged(told),
    launched,
  }).then((exit) => {
    end = exit;
  });
  working.catch(() => undefined);
  if (blow !== undefined) {
    await Promise.race([isFirst ? launching : undefined, working]);
    await Promise.race([pause(blow.afterMs), working]);
  }

  if (blow === undefined || end !== undefined) {
    await working;
    return { hits: 0, last: terminal.everything(), ...(end === undefined ? {} : { end }) };
  }

  const { hits, screenGone } = await strike(blow.victim, terminal, told);
  if (!screenGone) {
    await working;
  }

  return { hits, last: terminal.everything(), ...(end === undefined || screenGone ? {} : { end }) };
}

const isOver = (told: DeployStory): boolean =>
  existsSync(told.stateDir) && told.records().some(({ type }) => type === 'run.end');

/** What somebody finds who looks at the target. */
function judged(told: DeployStory): 'well' | 'failed' | 'unknown' {
  const last = told.lines('ran').at(-1);
  return last === 'ended 0' ? 'well' : last?.startsWith('ended') ? 'failed' : 'unknown';
}
