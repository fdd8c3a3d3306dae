import type { DemoPlace } from './place.js';
import { runIn } from './programs.js';

/** What the player waits for, says, does and presses, in this order. */
export interface Step {
  /** All of these have to stand on the screen. */
  readonly sees: readonly string[];
  readonly says: string;
  /** Something real beside the keyboard. @returns what came of it */
  readonly does?: () => Promise<string>;
  /** Each is pressed by itself, as by a finger; absent where there is only something to watch. */
  readonly press?: Press;
}

interface Press {
  readonly keys: readonly string[];
  readonly name: string;
}

const press = (key: string, means: string): Press => ({ keys: [key], name: `${key}  ${means}` });

/** Steps that follow each other. */
export type Scene = readonly Step[];

/** Scenes in whatever order shipit comes to them: a question whose evidence takes its time is asked later. */
export type Act = readonly Scene[];

/** An operator who looks before answering. @param phrase what launches: the target and the short commit */
export const acts = (place: DemoPlace, phrase: string): readonly Act[] => [
  [largeRelease, meantRelease, oldBackup(place), traffic],
  [launch(phrase)],
  [used(place)],
];

const tooLarge = ['More than 5 commits or 14 days?', 'Look at the evidence'];

const largeRelease: Scene = [
  {
    sees: tooLarge,
    says: 'A warning: six commits are more than this team takes for a small release. So look at them first.',
    press: press('e', 'the evidence'),
  },
  {
    sees: ['6 commits by 3 people', 'Esc back'],
    says: 'What was looked at, each with what it came to. The commits stand further down.',
    press: { keys: Array.from({ length: 10 }, () => '\u001B[B'), name: '↓  scroll' },
  },
  {
    sees: ['A tenth off from ten pieces on', 'Esc back'],
    says: 'Three people, one changed setting (config/shop.json). Nothing that should not be there.',
    press: { keys: ['\u001B'], name: 'Esc  back' },
  },
  {
    sees: tooLarge,
    says: 'Large, but seen: the warning is accepted, and the log will say so.',
    press: press('g', 'go on'),
  },
];

const meantRelease: Scene = [
  {
    sees: ['Is this exactly what you mean to ship?', 'Look at the evidence'],
    says: 'No machine knows what was meant. A person has to say it.',
    press: press('g', 'yes'),
  },
];

const oldBackup = (place: DemoPlace): Scene => [
  {
    sees: ['Is there a backup of the orders from today?', 'NO-GO', 'Look again'],
    says: 'A no-go: the newest backup is three days old. In another terminal: node ops/backup.mjs',
    does: () => runIn(place, 'node', ['ops/backup.mjs']),
    press: press('r', 'look again'),
  },
];

const traffic: Scene = [
  {
    sees: ['Has anyone announced unusual traffic for today?', 'Look at the evidence'],
    says: 'What only people can know. Here the go is a no: questions are not to be nodded through.',
    press: press('g', 'no, nobody has'),
  },
];

const launch = (phrase: string): Scene => [
  {
    sees: ['To launch, type', phrase],
    says: 'All is answered. The launch takes what is deployed where, letter by letter.',
    press: { keys: [...phrase, '\r'], name: `${phrase}  Enter` },
  },
  {
    sees: ['[shipit] deploying production'],
    says: 'The deploy runs apart from this terminal: closing the terminal would not stop it.',
  },
];

const used = (place: DemoPlace): Scene => [
  {
    sees: ['Have you used the shop yourself since the deploy?', 'Look at the evidence'],
    says: 'The command ended well, and a probe says so, too. Still, somebody has to use the live shop:',
    does: () => runIn(place, 'node', ['../live/src/page.js']),
    press: press('g', 'yes, I have'),
  },
];

/** Whether the screen shows all of it. A text may be wrapped, beside the list that stands left of it. */
export function shows(screen: string, texts: readonly string[]): boolean {
  const lines = screen.split('\n');
  const whole = joined(lines);
  const right = joined(lines.map((line) => line.slice(line.search(/[│|]/) + 1)));
  return texts.every((text) => whole.includes(text) || right.includes(text));
}

const joined = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ');
