import { whyOf } from '../run/why.js';
import type { Focus } from './focus.js';
import { blank, type Line, line, paragraph } from './lines.js';

/** Why the question is asked, and every key. */
export function helpLines(focus: Focus, columns: number): readonly Line[] {
  const why =
    focus.on === 'question'
      ? [line('Why this is asked', 'strong'), ...paragraph(whyOf(focus.item, focus.question), columns), blank]
      : [];
  const rows = focus.rows.filter((row) => row.key !== undefined).map((row) => key(row.key ?? '', row.label, columns));
  return [
    ...why,
    ...(rows.length === 0 ? [] : [line('Answers here', 'strong'), ...rows.flat(), blank]),
    line('Everywhere', 'strong'),
    ...general.flatMap(([name, does]) => key(name, does, columns)),
    blank,
    ...paragraph(
      'Enter on the first row opens the evidence and never answers. Keys pressed before a question has been on screen for 0.3 s, keys held down, and pastes answer nothing.',
      columns,
      'quiet',
    ),
  ];
}

const general: readonly (readonly [string, string])[] = [
  ['up down', 'choose a row'],
  ['Enter', 'take the highlighted row'],
  ['Tab', 'go to other questions, open and settled; Esc goes back'],
  ['e', 'evidence: everything that was found'],
  ['?', 'this page'],
  ['q', 'pause: the run can be resumed with `shipit resume`'],
  ['Ctrl-L', 'draw the screen anew'],
  ['Ctrl-Z', 'back to the shell for a while; `fg` brings this back'],
  ['Ctrl-C', 'twice: leave at once; everything answered is kept'],
];

const key = (name: string, does: string, columns: number): readonly Line[] =>
  paragraph(`${name.padEnd(9)} ${does}`, columns).map((one, index) =>
    index === 0 ? one : [{ text: ' '.repeat(10) }, ...one],
  );
