import { goodReason } from './leave.js';
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

export interface ActsOptions {
  readonly place: DemoPlace;
  /** Where the live shop is served. */
  readonly url: string;
  /** What launches: the target and the short commit. */
  readonly phrase: string;
}

/** An operator who looks before answering. */
export const acts = ({ place, url, phrase }: ActsOptions): readonly Act[] => [
  [firstDayBack, largeRelease, meantRelease, oldBackup(place), traffic],
  [launch(phrase)],
  [watched(url)],
];

const back = ['Is today your first day back after time off?', 'Look at the evidence'];

const firstDayBack: Scene = [
  {
    sees: [...back, 'NO-GO'],
    says: 'A no-go: Ada was away for three weeks, and shipit knows it. So look at what changed meanwhile.',
    press: press('e', 'the evidence'),
  },
  {
    sees: ['While you were away', 'Esc back'],
    says: 'Where shipit knows it from: her own me.yml, which is in no repository. The list stands further down.',
    press: { keys: Array.from({ length: 16 }, () => '\u001B[B'), name: '↓  scroll' },
  },
  {
    sees: ['A tenth off from ten pieces on', 'Esc back'],
    says: 'What the others did while she was away, newest first. Now she knows what she ships.',
    press: { keys: ['\u001B'], name: 'Esc  back' },
  },
  {
    sees: back,
    says: 'A no-go can be overridden, where the team allows it: with a reason, which the next one will read.',
    press: press('o', 'override'),
  },
  {
    sees: ['Why go on despite this no-go?'],
    says: 'An honest reason. It stands in the audit log, word for word.',
    press: { keys: [...goodReason, '\r'], name: `${goodReason}  Enter` },
  },
  {
    sees: ['Have you read the list of changes?'],
    says: 'One question more, because that list is the point. She has.',
    press: { keys: [...'yes', '\r'], name: 'yes  Enter' },
  },
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
    says: 'All is answered; the certificate was accepted by Bob. The launch takes what goes where, letter by letter.',
    press: { keys: [...phrase, '\r'], name: `${phrase}  Enter` },
  },
  {
    sees: ['[shipit] deploying production'],
    says: 'The deploy runs apart from this terminal: closing the terminal would not stop it.',
  },
];

const watched = (url: string): Scene => [
  {
    sees: ['Watching production', 'status 200', 'no line since the deploy'],
    says: 'The command ended well. That proves little, so the front page and the log are looked at, again and again.',
    does: () => textOf(url),
    press: press('e', 'how each probe did'),
  },
  {
    sees: ['before the deploy', 'Esc back'],
    says: 'Each probe, and what it said before the deploy.',
    press: { keys: ['\u001B'], name: 'Esc  back' },
  },
  {
    sees: ['Have you used the site yourself since the deploy?', url, 'Look at the evidence'],
    says: 'All green for 20 seconds. Still, somebody has to use the live shop. The page was read above: it says tea.',
    press: press('g', 'yes, I have'),
  },
  {
    sees: ['Is the deploy finished?', 'Look at the evidence'],
    says: 'Only now it is over: a deploy is not done when its command is.',
    press: press('g', 'yes, it is'),
  },
];

/** What the page says, as a browser shows it. */
const textOf = async (url: string): Promise<string> =>
  `GET ${url}: ${(await (await fetch(url)).text())
    .replace(/<title>[^<]*<\/title>|<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()}`;

/** Whether the screen shows all of it. A text may be wrapped, beside the list that stands left of it. */
export function shows(screen: string, texts: readonly string[]): boolean {
  const lines = screen.split('\n');
  const whole = joined(lines);
  const right = joined(lines.map((line) => line.slice(line.search(/[│|]/) + 1)));
  return texts.every((text) => whole.includes(text) || right.includes(text));
}

const joined = (lines: readonly string[]): string => lines.join(' ').replace(/\s+/g, ' ');
