import type { Plain } from '../plain/choose.js';
import { isLink } from '../text/link.js';
import { loadChooseScreen, loadTypeScreen } from '../ui/load-screen.js';
import { minReason, tooShort } from '../ui/reason.js';
import type { CommandContext } from './context.js';
import { openLines } from './init/lines.js';
import { listenToSignals } from './signals.js';
import type { SignoffFacts } from './signoff-facts.js';
import { type SignoffAct, signoffPage } from './signoff-page.js';
import type { SignoffPlace } from './signoff-place.js';

/** What somebody said. */
export interface Word {
  readonly verdict: 'go' | 'no-go';
  readonly note?: string;
  readonly link?: string;
}

/** How somebody left without a word. */
export type Left = 'leave' | 'interrupt' | NodeJS.Signals;

/** Asks until there is a word, or somebody leaves; going back from a line asks again. */
export async function askWord(
  context: CommandContext,
  signoff: SignoffPlace,
  facts: SignoffFacts,
  plain: Plain | undefined,
): Promise<Word | Left> {
  const signals = listenToSignals();
  try {
    const ways = plain === undefined ? onScreen(context, signoff, signals) : byLine(context, signoff, signals);
    for (;;) {
      const verdict = await ways.choose(facts);
      if (verdict !== 'go' && verdict !== 'no-go') {
        return verdict === 'look' ? 'leave' : verdict;
      }

      const note = await ways.line(noteOf(verdict));
      const link = typeof note === 'string' ? note : await ways.line(linkLine);
      if (typeof note === 'string' || typeof link === 'string') {
        const how = typeof note === 'string' ? note : String(link);
        if (how === 'back') {
          continue;
        }

        return how as Left;
      }

      return {
        verdict,
        ...(note.text === '' ? {} : { note: note.text }),
        ...(link.text === '' ? {} : { link: link.text }),
      };
    }
  } finally {
    signals.stop();
  }
}

interface LineAsked {
  readonly title: string;
  readonly notes: readonly string[];
  readonly refuse: (text: string) => string | undefined;
}

type LineGiven = { readonly text: string } | 'back' | 'interrupt' | NodeJS.Signals;

interface Ways {
  readonly choose: (facts: SignoffFacts) => Promise<SignoffAct | 'interrupt' | NodeJS.Signals>;
  readonly line: (asked: LineAsked) => Promise<LineGiven>;
}

const noteOf = (verdict: 'go' | 'no-go'): LineAsked =>
  verdict === 'go'
    ? {
        title: 'What did you try? (may stay empty)',
        notes: ['Whoever deploys reads it.'],
        refuse: () => undefined,
      }
    : {
        title: `Why not? (at least ${minReason} characters)`,
        notes: ['Whoever deploys reads it, and so does whoever mends it.'],
        refuse: (text) => (text.length < minReason ? tooShort(text) : undefined),
      };

const linkLine: LineAsked = {
  title: 'Where can more be read? A link (may stay empty)',
  notes: ['An issue, a page, a message. Then the sign-off is written.'],
  refuse: (text) =>
    text === '' || isLink(text)
      ? undefined
      : 'A link begins with https:// and has neither blanks nor a user or password in it.',
};

type Signals = ReturnType<typeof listenToSignals>;

function onScreen(context: CommandContext, signoff: SignoffPlace, signals: Signals): Ways {
  const { stdin, stdout, env } = context;
  const { clock } = signoff.place;
  const { onScreen: on, received: interrupted } = signals;
  const common = {
    stdin,
    stdout: stdout as typeof stdout & { readonly fd: number },
    env,
    clock,
    onScreen: on,
    interrupted,
  };
  return {
    async choose(facts) {
      const { page, choices } = signoffPage(signoff, facts, (stdout.rows || 24) - 14);
      const { showChoice } = await loadChooseScreen();
      return showChoice(page, choices, common);
    },
    async line({ title, notes, refuse }) {
      const { showTyping } = await loadTypeScreen();
      return showTyping({ header: signoffPage(signoff, noFacts, 0).page.header.left, title, notes }, refuse, common);
    },
  };
}

function byLine(context: CommandContext, signoff: SignoffPlace, signals: Signals): Ways {
  const { stdin, stdout, stderr, env } = context;
  const { clock } = signoff.place;
  const { onScreen: on, onInterrupt, received: interrupted } = signals;
  return {
    async choose(facts) {
      const { page, choices } = signoffPage(signoff, facts, 1000);
      const { askChoice } = await import('../plain/ask-choice.js');
      return askChoice(page, choices, { stdin, stdout, env, clock, onScreen: on, onInterrupt, interrupted });
    },
    async line({ title, notes, refuse }) {
      const lines = openLines(stdin);
      stderr.write(`${[title, ...notes, 'An empty line is no text; `back` goes back.'].join('\n')}\n`);
      try {
        for (;;) {
          const typed = await Promise.race([
            lines.next(() => stderr.write('> ')),
            interrupted.then((name) => ({ name })),
          ]);
          if (typeof typed !== 'string') {
            return typed?.name ?? 'back';
          }

          const text = typed.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
          const problem = text === 'back' ? undefined : refuse(text);
          if (problem === undefined) {
            return text === 'back' ? 'back' : { text };
          }

          stderr.write(`${problem}\n`);
        }
      } finally {
        lines.close();
      }
    },
  };
}

const noFacts: SignoffFacts = { staging: '', isOther: false, isUnknown: false, seen: null, headline: '' };
