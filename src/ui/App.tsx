import { Box, Text } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Answers } from './components/Answers.js';
import { Lines } from './components/Lines.js';
import { countWords, footerLine, headerLines, progressLine } from './frame-lines.js';
import { line } from './lines.js';
import { listLines } from './list-lines.js';
import type { Marks } from './marks.js';
import { panel } from './panel.js';
import type { Store } from './store.js';

type Props = {
  readonly store: Store;
  readonly marks: Marks;
  readonly tz: string;
  readonly size: { readonly columns: number; readonly rows: number };
};

/** From this width on the list stands beside the question. */
const wideFrom = 80;

/** The whole screen, always one row less than the terminal has: a full one would scroll at every frame. */
export function App({ store, marks, tz, size }: Props) {
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { situation, focus, now, nowMs, screen } = snapshot;
  const { columns } = size;
  const rows = Math.max(3, size.rows - 1);
  const wide = columns >= wideFrom && rows >= 12;
  const frame = { situation, marks, columns, now, tz };
  const header = wide ? headerLines(frame) : rows >= 9 ? headerLines(frame).slice(0, 1) : [];
  const rules = wide ? 2 : 0;
  const progress = wide || rows < 7 ? [] : [progressLine(situation, marks)];
  const bodyRows = rows - header.length - rules - progress.length - 1;
  const leftColumns = wide ? Math.min(44, Math.max(33, Math.floor(columns * 0.3))) : 0;
  const main = panel({ ...snapshot, marks, columns: columns - leftColumns - (wide ? 2 : 1), rows: bodyRows });
  useEffect(() => {
    store.shown(main.offset);
  });
  const hint = screen.hint ?? situation.message;
  const footer =
    hint === undefined
      ? footerLine(wide ? countWords(situation, marks) : '', main.keys, columns)
      : line(` ${hint}`, 'warn');
  const at = focus.on === 'question' ? focus.item.id : focus.on === 'waiting' ? focus.item?.id : undefined;
  return (
    <Box flexDirection="column" height={rows}>
      <Lines lines={header} />
      {wide ? <Rule marks={marks} columns={columns} at={leftColumns} cross={marks.cross.down} /> : null}
      <Lines lines={progress} />
      <Box height={bodyRows} overflow="hidden">
        {wide ? (
          <>
            <Box width={leftColumns} flexShrink={0}>
              <Lines lines={listLines({ situation, at, marks, columns: leftColumns - 1, rows: bodyRows, nowMs })} />
            </Box>
            <Box width={1} flexShrink={0}>
              <Text dimColor>{Array.from({ length: bodyRows }, () => marks.vertical).join('\n')}</Text>
            </Box>
          </>
        ) : null}
        <Box flexDirection="column" paddingLeft={1} flexGrow={1}>
          <Lines lines={main.lines} />
          {main.rows.length === 0 ? null : (
            <Answers
              rows={main.rows}
              highlighted={Math.min(screen.row, main.rows.length - 1)}
              limit={main.limit}
              marks={marks}
            />
          )}
          <Lines lines={main.below} />
        </Box>
      </Box>
      {wide ? <Rule marks={marks} columns={columns} at={leftColumns} cross={marks.cross.up} /> : null}
      <Lines lines={[footer]} />
    </Box>
  );
}

type RuleProps = { readonly marks: Marks; readonly columns: number; readonly at: number; readonly cross: string };

function Rule({ marks, columns, at, cross }: RuleProps) {
  const text = marks.horizontal.repeat(at) + cross + marks.horizontal.repeat(Math.max(0, columns - at - 1));
  return (
    <Text dimColor wrap="truncate">
      {text}
    </Text>
  );
}
