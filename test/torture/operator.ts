import { setTimeout as pause } from 'node:timers/promises';
import { sky, used } from '../helpers/deploy-story.js';
import { saysTooSoon } from '../helpers/story.js';
import { type Exit, keys, type Terminal } from '../helpers/terminal.js';

/** What a person knows who looked at the target: how the command ended, if it did. */
export type Judged = 'well' | 'failed' | 'unknown';

export interface Operator {
  /** What has to be typed to launch. */
  readonly phrase: string;
  /** Called when shipit asks what became of a deploy. */
  readonly judge: () => Judged;
  /** Called when the launch has been asked for: the line is typed, and Enter is on its way. */
  readonly launched?: () => void;
}

/**
 * Somebody who works through whatever the screen asks until shipit ends: says go, launches, confirms, and says of a deploy
 * that nobody saw end what became of it. A key is pressed once, and a second time only if shipit says that it did not
 * count; then its page has to go.
 * @throws with the name of the page and the screen, when there is nothing to do on it, or it stays
 */
export async function operate(terminal: Terminal, operator: Operator): Promise<Exit> {
  for (let page = await nextPage(terminal); page !== undefined; page = await nextPage(terminal)) {
    if (page === 'left running') {
      await gone(terminal, page);
    } else {
      await answered(terminal, page, operator);
    }
  }

  return terminal.exited;
}

export type Page = (typeof pages)[number][0];

/** In this order: what is asked, before what stands beside it. */
const pages = [
  ['how do you know', (screen) => screen.includes('How do you know')],
  ['left running', (screen) => screen.includes('Leave it running')],
  ['what became of it', (screen) => screen.includes('Leave it unknown')],
  ['failed', (screen) => screen.includes('Leave it as it is')],
  ['launch', (screen) => screen.includes('To launch, type')],
  ['used', (screen) => screen.includes(used) && screen.includes('Look at')],
  ['sky', (screen) => screen.includes(sky) && screen.includes('Look at')],
] as const satisfies readonly (readonly [name: string, stands: (screen: string) => boolean])[];

const pageOf = (screen: string): Page | undefined => pages.find(([, stands]) => stands(screen))?.[0];

/** @returns `undefined` when shipit has ended */
async function nextPage(terminal: Terminal): Promise<Page | undefined> {
  const screen = await seen(terminal, 'waiting for something to do', (shown) => pageOf(shown) !== undefined);
  return screen === undefined ? undefined : pageOf(screen);
}

async function answered(terminal: Terminal, page: Page, operator: Operator): Promise<void> {
  await pause(page === 'launch' ? 2 * readMs : readMs);
  if (pageOf(terminal.screen()) !== page) {
    return;
  }

  const next = await pressed(terminal, page, operator);
  if (next !== undefined && saysTooSoon(next) && pageOf(next) === page) {
    await pause(readMs);
    await pressed(terminal, page, operator);
    await gone(terminal, page);
  }
}

/** @returns the next screen without this page, or on which shipit says that the key did not count */
async function pressed(terminal: Terminal, page: Page, operator: Operator): Promise<string | undefined> {
  switch (page) {
    case 'launch':
      return typed(terminal, page, operator.phrase, operator.launched);
    case 'how do you know':
      return typed(terminal, page, 'I looked at the notes');
    case 'what became of it':
      terminal.press({ well: 'w', failed: 'f', unknown: 'l' }[operator.judge()]);
      break;
    case 'failed':
      terminal.press('l');
      break;
    case 'left running':
      break;
    case 'used':
    case 'sky':
      terminal.press('g');
  }

  return gone(terminal, page, saysTooSoon);
}

/** Types a line, all of it, and hands it in. Of a line whose first keys came too soon nothing is handed in. */
async function typed(
  terminal: Terminal,
  page: Page,
  line: string,
  done: () => void = () => undefined,
): Promise<string | undefined> {
  const shown = (screen: string): boolean => screen.includes(`${line.slice(-7)}█`);
  terminal.press(...line);
  await seen(terminal, `typing on the page '${page}'`, shown);
  if (!terminal.screen().includes(`▸ ${line}█`)) {
    terminal.press(keys.escape);
    await seen(terminal, `taking back on the page '${page}'`, (screen) => !shown(screen));
    terminal.press(...line);
    await seen(terminal, `typing again on the page '${page}'`, shown);
  }

  terminal.press(keys.enter);
  done();
  return gone(terminal, page);
}

/** @returns the first screen without this page, or that is enough; `undefined` when shipit has ended */
const gone = (
  terminal: Terminal,
  page: Page,
  enough: (screen: string) => boolean = () => false,
): Promise<string | undefined> =>
  seen(terminal, `after the page '${page}'`, (screen) => pageOf(screen) !== page || enough(screen));

/** @returns `undefined` when shipit has ended. @throws with what it was about, and the screen */
async function seen(terminal: Terminal, what: string, shows: (screen: string) => boolean): Promise<string | undefined> {
  try {
    return await terminal.see(shows);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (said.startsWith('the program ended')) {
      return undefined;
    }

    throw new Error(`${what}: ${said}`, { cause: error });
  }
}

/** The product's 300 ms, and some for a machine that draws late. */
const readMs = 450;
