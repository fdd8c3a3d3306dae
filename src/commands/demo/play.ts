import type { WriteStream } from 'node:tty';
import { openKeyboard } from '../../ui/keyboard.js';
import type { CommandContext } from '../context.js';
import { shipitProgram } from './own-program.js';
import type { DemoPlace } from './place.js';
import { playActs } from './player.js';
import { openPty, type Pty, type PtyOptions } from './pty.js';
import { createScreenModel } from './screen-model.js';
import type { Act } from './steps.js';
import { captionRows, terminalAudience } from './terminal-audience.js';
import { transcriptAudience } from './transcript-audience.js';

export interface PlayOptions {
  readonly acts: readonly Act[];
  /** Aborted with the name of the signal that ends the demo. */
  readonly signal: AbortSignal;
  /** Somebody pressed Ctrl-C: all other keys of a person mean nothing while the demo plays. */
  readonly interrupt: () => void;
}

/**
 * Starts shipit in a pseudo-terminal of its own and plays an operator: on a terminal with room for all to see, else as
 * a transcript.
 * @returns the exit code of shipit
 * @throws Error with the screen, when something else is seen than what was to come; OperatorError without node-pty
 */
export async function play(context: CommandContext, place: DemoPlace, options: PlayOptions): Promise<number> {
  const { stdin, stdout } = context;
  const { acts, signal, interrupt } = options;
  const isVisible = stdout.isTTY && stdout.columns >= 80 && stdout.rows >= 26;
  const { columns, rows } = sizeOf(stdout, isVisible);
  const model = createScreenModel(columns, rows);
  const audience = isVisible ? terminalAudience(stdout, model) : transcriptAudience(stdout, model);
  const env = isVisible ? place.env : { ...place.env, ...plainTerminal };
  const pty = openPty([shipitProgram()], { cwd: place.project, env, columns, rows }, (text) => {
    model.write(text);
    audience.output(text);
  });
  const onResize = (): void => {
    const size = sizeOf(stdout, isVisible);
    model.resize(size.columns, size.rows);
    pty.resize(size.columns, size.rows);
  };
  const keyboard = stdin.isTTY ? openKeyboard(stdin, ({ name }) => name === 'ctrl-c' && interrupt()) : undefined;
  stdout.on('resize', onResize);
  try {
    return await playActs(acts, { pty, model, audience, signal });
  } finally {
    await end(pty);
    stdout.off('resize', onResize);
    keyboard?.close();
    audience.end();
  }
}

const plainTerminal = { TERM: 'xterm-256color', LC_ALL: 'C.UTF-8', NO_COLOR: '1' } as const;

const sizeOf = ({ columns, rows }: WriteStream, isVisible: boolean): Pick<PtyOptions, 'columns' | 'rows'> =>
  isVisible ? { columns, rows: rows - captionRows } : { columns: 100, rows: 30 };

/** After a surprise or a signal the program still runs. It gets some time to record that it was interrupted. */
async function end(pty: Pty): Promise<void> {
  const timer = setTimeout(() => pty.kill('SIGKILL'), 5000);
  pty.kill('SIGTERM');
  await pty.exited;
  clearTimeout(timer);
}
