import { Box } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { chooseLayout } from './choose-layout.js';
import { Lines } from './components/Lines.js';
import { footerLine } from './footer-line.js';
import { fieldLine } from './input-lines.js';
import type { Size } from './layout.js';
import { blank, clipText, cut, line, paragraph } from './lines.js';
import type { Marks } from './marks.js';
import type { TypeState } from './type-line.js';

/** What is to be typed, and why. */
export interface TypePage {
  /** Left of the first line. */
  readonly header: string;
  readonly title: string;
  readonly notes: readonly string[];
}

type Props = {
  readonly store: {
    readonly snapshot: () => TypeState;
    readonly subscribe: (listener: () => void) => () => void;
    readonly shown: (readable: boolean) => void;
  };
  readonly page: TypePage;
  readonly marks: Marks;
  readonly size: Size;
};

/** A page with one line to type, on the whole screen. */
export function TypeApp({ store, page, marks, size }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  const layout = chooseLayout(size);
  useEffect(() => store.shown(!layout.tooSmall));
  if (layout.tooSmall) {
    const sentence = paragraph('make the window larger (Ctrl-C twice leaves)', layout.columns).slice(0, layout.rows);
    return <Lines lines={sentence} marks={marks} />;
  }

  const columns = layout.columns - 2;
  const hint = state.hint === undefined ? [] : paragraph(state.hint, columns, 'warn');
  const notes = page.notes.flatMap((note) => paragraph(note, columns, 'quiet'));
  const below = clipText(hint.length > 0 ? hint : notes, Math.max(1, Math.floor(layout.bodyRows / 2)), columns);
  const title = clipText(paragraph(page.title, columns, 'strong'), layout.bodyRows - 1 - below.length, columns);
  const footer = footerLine(
    '',
    [
      { key: 'Enter', does: 'hand in', weight: 2 },
      { key: 'Esc', does: 'back', weight: 1 },
    ],
    layout.columns,
  );
  const header = cut(line(` shipit  ${page.header}`, 'strong'), layout.columns);
  return (
    <Box flexDirection="column" height={layout.rows}>
      <Lines lines={layout.airy ? [header, blank] : [header]} marks={marks} />
      <Box flexDirection="column" height={layout.bodyRows} paddingLeft={1} overflow="hidden">
        <Lines lines={[...title, fieldLine(state.field, columns, marks), ...below]} marks={marks} />
      </Box>
      <Lines lines={[footer]} marks={marks} />
    </Box>
  );
}
