import { Box } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Choice } from './choose.js';
import { chooseLayout } from './choose-layout.js';
import { type ChoosePage, chooseView } from './choose-lines.js';
import type { ChooseStore } from './choose-store.js';
import { Answers } from './components/Answers.js';
import { Lines } from './components/Lines.js';
import type { Size } from './layout.js';
import { paragraph } from './lines.js';
import type { Marks } from './marks.js';

type Props = {
  readonly store: Pick<ChooseStore<string>, 'snapshot' | 'subscribe' | 'shown'>;
  readonly page: ChoosePage;
  readonly choices: readonly Choice<string>[];
  readonly marks: Marks;
  readonly size: Size;
};

/** A page with something to choose, on the whole screen. */
export function ChooseApp({ store, page, choices, marks, size }: Props) {
  const state = useSyncExternalStore(store.subscribe, store.snapshot);
  const layout = chooseLayout(size);
  const view = chooseView(page, state, choices, { layout, marks });
  useEffect(() => store.shown(layout, view.offset));
  if (layout.tooSmall) {
    const sentence = paragraph('make the window larger (Ctrl-C twice leaves)', layout.columns).slice(0, layout.rows);
    return <Lines lines={sentence} marks={marks} />;
  }

  return (
    <Box flexDirection="column" height={layout.rows}>
      <Lines lines={layout.airy ? [view.header, []] : [view.header]} marks={marks} />
      <Box flexDirection="column" height={layout.bodyRows} paddingLeft={1} overflow="hidden">
        <Lines lines={view.lines} marks={marks} />
        {view.limit === 0 ? null : (
          <Answers
            rows={choices}
            highlighted={Math.min(state.row, choices.length - 1)}
            limit={view.limit}
            columns={layout.columns - 2}
            marks={marks}
          />
        )}
      </Box>
      <Lines lines={[view.footer]} marks={marks} />
    </Box>
  );
}
