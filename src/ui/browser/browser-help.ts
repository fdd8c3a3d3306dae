import { blank, type Line, line, paragraph } from '../lines.js';

/** Every key of the browser. */
export const browserHelp = (columns: number): readonly Line[] =>
  sections.flatMap(([title, keys], index) => [
    ...(index === 0 ? [] : [blank]),
    ...paragraph(title, columns, 'strong'),
    ...keys.flatMap(([key, does]) => keyLines(key, does, columns)),
  ]);

type Keys = readonly (readonly [string, string])[];

const sections: readonly (readonly [string, Keys])[] = [
  [
    'The list of runs',
    [
      ['up down', 'one run (also k j); PgUp PgDn Home End'],
      ['Enter', 'open the run'],
      [
        '/',
        'filter as you type: operator, target, outcome, the beginning of a commit, subject, item, reason; every word has to be there',
      ],
      ['Esc', 'takes the filter away'],
      ['s S', 'another order: newest, longest, overrides, outcome (the worst first), operator'],
      ['o O', 'the next run with an override or a no-go, down or up'],
      ['y Y', "copy the run's id, or a command that shows it"],
    ],
  ],
  [
    'A run',
    [
      ['up down', 'one record; PgUp PgDn Home End'],
      ['o O', 'the next override or no-go, down or up'],
      ['/ n N', 'search its records; the next one, the one before; it goes round'],
      ['e', "the deploy's output"],
      ['Enter', 'all of the evidence or output, where the record has more'],
      ['y Y', "copy the run's id, or a command that names this record"],
      ['Esc', 'back to the list'],
    ],
  ],
  [
    'Output and evidence',
    [
      ['up down', 'one line; PgUp PgDn Home End'],
      ['left right', 'long lines'],
      ['/ n N', 'search; the next one, the one before; it goes round; any other key stops a long search'],
      ['Tab', "the roll-back's output, and back"],
      ['Esc', 'back to the run'],
    ],
  ],
  [
    'Everywhere',
    [
      ['?', 'this page'],
      ['q', 'leave (Ctrl-C, too)'],
      ['Ctrl-L', 'draw the screen anew'],
      ['Ctrl-Z', 'back to the shell for a while; `fg` brings this back'],
    ],
  ],
];

const keyLines = (name: string, does: string, columns: number): readonly Line[] =>
  paragraph(does, columns - 12).map((one, index) => [
    ...(index === 0 ? line(name.padEnd(12), 'accent') : [{ text: ' '.repeat(12) }]),
    ...one,
  ]);
