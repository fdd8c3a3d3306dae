import type { Audience } from './audience.js';
import type { ScreenModel } from './screen-model.js';

/** Each screen as text, what is said about it, and the key that is pressed: for CI logs, pipes and small terminals. */
export function transcriptAudience(stdout: { write(text: string): unknown }, model: ScreenModel): Audience {
  let told = '';
  const tell = (text: string): void => void stdout.write(text === '' ? '' : `${[rule, text, rule].join('\n')}\n`);
  /** Of the normal screen what came since, then the full screen as it is. */
  const show = (): void => {
    const normal = model.normalText();
    tell(normal.startsWith(told) ? normal.slice(told.length).trim() : normal);
    told = normal;
    tell(model.isAlternate() ? model.text() : '');
  };
  return {
    // Nobody watches: quick, but slower than the time that a question has to be on screen before a key counts.
    readMs: 450,
    keyMs: 20,
    output: () => undefined,
    step(says) {
      show();
      stdout.write(`>> ${says}\n`);
    },
    did: (what) => void stdout.write(`   ${what}\n`),
    pressing: (name) => void stdout.write(`>> presses: ${name}\n\n`),
    end: show,
  };
}

const rule = '='.repeat(100);
