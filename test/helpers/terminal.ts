import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// CommonJS without `exports`: only the default import works.
import xterm from '@xterm/headless';
import { codeCache } from './code-cache.js';
import { spawnWhole, type WholePty } from './whole-pty.js';

export interface TerminalOptions {
  /** Arguments of shipit, or the arguments of `command`. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  /** Added to the small default environment; `undefined` takes a variable out of it. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** 100 unless given. */
  readonly columns?: number;
  /** 30 unless given. */
  readonly rows?: number;
  /** Another program instead of `node bin/shipit.cjs`: a file, looked up in PATH. */
  readonly command?: string;
}

export interface Exit {
  readonly exitCode: number;
  /** Number of the signal that ended the program. */
  readonly signal: number | undefined;
}

/** A screen to wait for: a text on it, a pattern, or a question about the whole of it. */
export type Sight = string | RegExp | ((screen: string) => boolean);

/** The asciicast v2 events: seconds since the start, output · input · resize, text. */
export type Recorded = readonly [seconds: number, type: 'o' | 'i' | 'r', data: string];

/**
 * Starts shipit in a real pseudo-terminal: its input and output are terminals, it gets SIGWINCH and SIGHUP, and a
 * terminal emulator plays the screen, so that a story reads what a person would see and never a stream of bytes.
 *
 *     await using terminal = openTerminal({ args: ['demo'], cwd });
 *     await terminal.see('Are the tests green');
 *     terminal.press(keys.down, keys.enter);
 */
export const openTerminal = (options: TerminalOptions = {}): Terminal => new Terminal(options);

export const keys = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  shiftTab: '\u001B[Z',
  space: ' ',
  backspace: '\u007F',
  delete: '\u001B[3~',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlZ: '\u001A',
  pageUp: '\u001B[5~',
  pageDown: '\u001B[6~',
  home: '\u001B[H',
  end: '\u001B[F',
} as const;

export class Terminal implements AsyncDisposable {
  readonly recording: Recorded[] = [];
  /** The emulator itself, for colours and cells. */
  readonly emulator: InstanceType<typeof xterm.Terminal>;
  readonly #pty: WholePty;
  readonly #home = mkdtempSync(join(tmpdir(), 'shipit-home-'));
  readonly #began = performance.now();
  readonly #watchers = new Set<() => void>();
  readonly #ended: Promise<Exit>;
  #exit: Exit | undefined;
  #hungUp = false;
  #cursorHidden = false;
  /** Inside a synchronized update (mode 2026): a half-drawn screen is never read. */
  #drawing = false;

  constructor({ args = [], cwd = process.cwd(), env = {}, columns = 100, rows = 30, command }: TerminalOptions) {
    this.emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 50_000 });
    this.#followModes();
    this.#pty = spawnWhole(
      command ?? process.execPath,
      [...(command === undefined ? [shipit] : []), ...args],
      { name: 'xterm-256color', cols: columns, rows, cwd, env: { ...smallEnvironment(this.#home), ...env } },
      (text) => {
        this.#record('o', text);
        this.emulator.write(text, () => this.#look());
      },
    );
    // A terminal answers when it is asked where its cursor is, and what it can do.
    this.emulator.onData((reply) => this.#send(reply));
    this.#ended = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode, signal }) => {
        this.emulator.write('', () => {
          this.#exit = { exitCode, signal: signal === 0 ? undefined : signal };
          this.#look();
          resolve(this.#exit);
        });
      });
    });
  }

  /**
   * Settles once the program is gone and all it wrote is on the screen.
   * @throws with the screen in the message, if it goes on for longer than any story lets it
   */
  get exited(): Promise<Exit> {
    return new Promise((resolve, reject) => {
      const fail = (): void => reject(new Error(`still running after ${endsWithinMs} ms:\n${this.#picture()}`));
      const timer = setTimeout(fail, endsWithinMs);
      this.#ended.then((exit) => {
        clearTimeout(timer);
        resolve(exit);
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  get columns(): number {
    return this.emulator.cols;
  }

  get rows(): number {
    return this.emulator.rows;
  }

  get isAlternate(): boolean {
    return this.emulator.buffer.active.type === 'alternate';
  }

  get cursorHidden(): boolean {
    return this.#cursorHidden;
  }

  /** What a person sees now: one line a row, without the blanks at the ends. */
  screen(): string {
    const { baseY } = this.emulator.buffer.active;
    return this.#lines(baseY, baseY + this.rows);
  }

  /** The scrollback and the screen. On the alternate screen there is no scrollback. */
  everything(): string {
    return this.#lines(0, this.emulator.buffer.active.length);
  }

  /** Every byte the program wrote so far. */
  raw(): string {
    return this.recording.flatMap(([, type, data]) => (type === 'o' ? [data] : [])).join('');
  }

  /**
   * Waits for a screen, never for a time, and returns it.
   * @throws with the screen in the message: after `timeoutMs`, or when the program ended and it can not come any more.
   */
  see(sight: Sight, timeoutMs = seenWithinMs): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        this.#watchers.delete(watch);
        settle();
      };
      const fail = (why: string): void => end(() => reject(new Error(`${why} ${show(sight)}\n${this.#picture()}`)));
      const watch = (): void => {
        const screen = this.screen();
        if ((!this.#drawing || this.#exit) && matches(sight, screen)) {
          end(() => resolve(screen));
        } else if (this.#exit) {
          fail(`the program ended (${JSON.stringify(this.#exit)}) and never showed`);
        }
      };
      const timer = setTimeout(() => fail(`not seen in ${timeoutMs} ms:`), timeoutMs);
      this.#watchers.add(watch);
      watch();
    });
  }

  /** One write for each key, as from a keyboard. */
  press(...pressed: readonly string[]): void {
    for (const key of pressed) {
      this.#record('i', key);
      this.#send(key);
    }
  }

  /** A paste, bracketed as terminals do it once the program asked for that. */
  paste(text: string): void {
    this.press(this.emulator.modes.bracketedPasteMode ? `\u001B[200~${text}\u001B[201~` : text);
  }

  resize(columns: number, rows: number): void {
    this.#record('r', `${columns}x${rows}`);
    this.emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  /** To the program alone. */
  signal(name: NodeJS.Signals): void {
    if (!this.#exit) {
      process.kill(this.pid, name);
    }
  }

  /** `kill -9` of the program and of what runs in its process group. */
  async kill(): Promise<Exit> {
    if (!this.#exit) {
      killGroup(this.pid);
    }
    return this.#ended;
  }

  /** Closes the terminal under the program, as a closed window does: the kernel sends SIGHUP, the rest is up to it. */
  hangUp(): void {
    this.#hungUp = true;
    this.#pty.close();
  }

  /** The story so far as an asciicast v2 file. */
  asciicast(): string {
    const header = { version: 2, width: this.columns, height: this.rows, env: { TERM: 'xterm-256color' } };
    return `${[header, ...this.recording].map((line) => JSON.stringify(line)).join('\n')}\n`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.emulator.dispose();
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }

  #send(data: string): void {
    if (!this.#exit && !this.#hungUp) {
      this.#pty.write(data);
    }
  }

  #record(type: 'o' | 'i' | 'r', data: string): void {
    this.recording.push([(performance.now() - this.#began) / 1000, type, data]);
  }

  #look(): void {
    for (const watch of [...this.#watchers]) {
      watch();
    }
  }

  #lines(from: number, to: number): string {
    const buffer = this.emulator.buffer.active;
    return Array.from({ length: to - from }, (_, row) => buffer.getLine(from + row)?.translateToString(true) ?? '')
      .join('\n')
      .trimEnd();
  }

  #picture(): string {
    return `--- screen ${this.columns}x${this.rows} ---\n${this.screen()}\n---`;
  }

  #followModes(): void {
    for (const final of ['h', 'l'] as const) {
      this.emulator.parser.registerCsiHandler({ prefix: '?', final }, (params) => {
        if (params.includes(2026)) {
          this.#drawing = final === 'h';
        }
        if (params.includes(25)) {
          this.#cursorHidden = final === 'l';
        }
        return false;
      });
    }
  }
}

/** Generous: a busy machine is slow, and a story that waits for nothing fails all the same, with its screen. */
const seenWithinMs = 45_000;
const endsWithinMs = 90_000;

const shipit = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

/** No CI (Ink would draw nothing), no NODE_OPTIONS, and a home of its own: a story never touches the developer's. */
const smallEnvironment = (home: string): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  ...codeCache,
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
});

const matches = (sight: Sight, screen: string): boolean => {
  if (typeof sight === 'string') {
    return screen.includes(sight);
  }
  // `search` and not `test`: a pattern with the flag g must not remember where it was.
  return sight instanceof RegExp ? screen.search(sight) >= 0 : sight(screen);
};

const show = (sight: Sight): string => (typeof sight === 'string' ? JSON.stringify(sight) : String(sight));

const killGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
};
