import { setTimeout as wait } from 'node:timers/promises';
import type { Audience } from './audience.js';
import type { Pty } from './pty.js';
import type { ScreenModel } from './screen-model.js';
import { type Act, type Scene, type Step, shows } from './steps.js';

export interface Playing {
  readonly pty: Pty;
  readonly model: ScreenModel;
  readonly audience: Audience;
  /** Ends the play: what is being waited for is not waited for any more. */
  readonly signal: AbortSignal;
}

/** How long the player waits for what a step has to show, in milliseconds. */
const patienceMs = 45_000;

/** How often it looks, in milliseconds. */
const lookMs = 20;

/**
 * Waits for the screen of each step, then types like a person.
 * @returns the exit code of the program, once it has ended by itself
 * @throws Error with the screen, when something else is seen than what was to come; AbortError by `signal`
 */
export async function playActs(acts: readonly Act[], playing: Playing): Promise<number> {
  const exit = watchExit(playing.pty);
  for (const act of acts) {
    let left = act;
    while (left.length > 0) {
      const scene = await nextScene(left, playing, exit);
      left = left.filter((one) => one !== scene);
      for (const step of scene) {
        await until(() => sees(step, playing), `show ${wanted(step)}`, playing, exit);
        await playStep(step, playing);
      }
    }
  }

  await until(() => exit.code !== undefined, 'end', playing, exit);
  return playing.pty.exited;
}

async function nextScene(scenes: Act, playing: Playing, exit: Readonly<ExitWatch>): Promise<Scene> {
  const begun = (): Scene | undefined => scenes.find(([first]) => first !== undefined && sees(first, playing));
  const any = scenes.flatMap(([first]) => (first === undefined ? [] : [wanted(first)])).join(', or ');
  await until(() => begun() !== undefined, `show ${any}`, playing, exit);
  return begun() ?? [];
}

const sees = (step: Step, { model }: Playing): boolean => shows(model.text(), step.sees);

const wanted = (step: Step): string => step.sees.join(' and ');

async function playStep(step: Step, playing: Playing): Promise<void> {
  const { audience, signal } = playing;
  audience.step(step.says);
  await wait(audience.readMs, undefined, { signal });
  if (step.does !== undefined) {
    audience.did(await step.does());
    await wait(audience.readMs, undefined, { signal });
  }

  if (step.press !== undefined) {
    audience.pressing(step.press.name);
    await type(step.press.keys, playing);
  }
}

interface ExitWatch {
  code?: number;
}

function watchExit(pty: Pty): Readonly<ExitWatch> {
  const watch: ExitWatch = {};
  void pty.exited.then((code) => {
    watch.code = code;
  });
  return watch;
}

async function until(
  isSo: () => boolean,
  what: string,
  { model, signal }: Playing,
  exit: Readonly<ExitWatch>,
): Promise<void> {
  const end = performance.now() + patienceMs;
  while (model.isHalfDrawn() || !isSo()) {
    if (exit.code !== undefined) {
      throw surprise(`shipit ended with ${exit.code} and did not ${what}`, model);
    }

    if (performance.now() > end) {
      throw surprise(`shipit did not ${what} within ${patienceMs / 1000} s`, model);
    }

    await wait(lookMs, undefined, { signal });
  }
}

const surprise = (sentence: string, model: ScreenModel): Error =>
  new Error(`the demo did not go as planned: ${sentence}. The screen:\n${model.text()}\n`);

async function type(keys: readonly string[], { pty, audience, signal }: Playing): Promise<void> {
  for (const key of keys) {
    await wait(audience.keyMs, undefined, { signal });
    pty.write(key);
  }
}
