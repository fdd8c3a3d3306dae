import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { exitCodes } from '../../errors.js';
import { openKeyboard } from '../../ui/keyboard.js';
import type { CommandContext } from '../context.js';
import { shipitProgram } from './own-program.js';
import type { DemoPlace } from './place.js';

/**
 * Waits for Enter, then hands the terminal to shipit.
 * @param signal aborted with the name of the signal that ends the demo; shipit gets it, too
 * @returns the exit code of shipit; that of Ctrl-C when it is pressed instead of Enter
 * @throws the reason of `signal`, when it comes before Enter
 */
export async function letPlay({ stdin }: CommandContext, place: DemoPlace, signal: AbortSignal): Promise<number> {
  const how = await enterOrLeave(stdin, signal);
  signal.throwIfAborted();
  if (how === 'leave') {
    return exitCodes.interrupted;
  }

  const child = spawn(process.execPath, [shipitProgram()], { cwd: place.project, env: place.env, stdio: 'inherit' });
  const passOn = (): void => void child.kill(signal.reason as NodeJS.Signals);
  signal.addEventListener('abort', passOn);
  const [code, name] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  signal.removeEventListener('abort', passOn);
  return code ?? 128 + (name === null ? 0 : constants.signals[name]);
}

/** The keyboard is closed again before shipit starts: no key that is meant for it is read here. */
function enterOrLeave(stdin: CommandContext['stdin'], signal: AbortSignal): Promise<'enter' | 'leave'> {
  return new Promise((resolve) => {
    const end = (how: 'enter' | 'leave'): void => {
      signal.removeEventListener('abort', leave);
      keyboard.close();
      resolve(how);
    };
    const leave = (): void => end('leave');
    const keyboard = openKeyboard(stdin, ({ name }) => {
      if (name === 'enter') {
        end('enter');
      } else if (name === 'ctrl-c' || name === 'ctrl-d') {
        end('leave');
      }
    });
    signal.addEventListener('abort', leave);
  });
}
