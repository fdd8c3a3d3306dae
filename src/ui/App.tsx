import { Box, Text } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import { Answers } from './components/Answers.js';
import { Lines } from './components/Lines.js';
import { footerLine } from './footer-line.js';
import { countWords, headerLines } from './frame-lines.js';
import { layoutFor, type Size } from './layout.js';
import { cut, line, paragraph } from './lines.js';
import { listLines } from './list-lines.js';
import type { Marks } from './marks.js';
import { panel } from './panel.js';
import type { Store } from './store.js';

type Props = {
  readonly store: Store;
  readonly marks: Marks;
  readonly tz: string;
  /** It is the zone of this process. */
  readonly here: boolean;
  readonly size: Size;
};

/** The whole screen. */
export function App({ store, marks, tz, here, size }: Props) {
  const snapshot = useSyncExternalStore(store.subscribe, store.snapshot);
  const { situation, focus, now, nowMs, screen } = snapshot;
  const layout = layoutFor(size);
  const { columns, rows, wide, bodyRows, listColumns, tooSmall } = layout;
  const main = panel({ ...snapshot, marks, layout, tz });
  useEffect(() => {
    store.shown({
      page: Math.max(1, bodyRows - 1),
      tooSmall,
      ...(main.offset === undefined ? {} : { offset: main.offset }),
    });
  });
  if (tooSmall) {
    const sentence = paragraph('make the window larger (q pauses)', columns).slice(0, rows);
    return <Lines lines={sentence} marks={marks} />;
  }

  const at = focus.on === 'question' ? focus.item.id : focus.on === 'waiting' ? focus.item?.id : undefined;
  const hint = screen.hint ?? situation.message;
  const footer =
    hint === undefined
      ? footerLine(wide ? countWords(situation, marks) : '', main.keys, columns)
      : cut(line(` ${hint}`, 'warn'), columns);
  return (
    <Box flexDirection="column" height={rows}>
      <Lines lines={headerLines({ situation, marks, layout, now, tz, here, at })} marks={marks} />
      {wide ? <Rule marks={marks} columns={columns} at={listColumns} cross={marks.cross.down} /> : null}
      <Box height={bodyRows} overflow="hidden">
        {wide ? (
          <>
            <Box width={listColumns} flexShrink={0}>
              <Lines
                lines={listLines({ situation, at, marks, columns: listColumns - 1, rows: bodyRows, nowMs })}
                marks={marks}
              />
            </Box>
            <Box width={1} flexShrink={0}>
              <Text dimColor>{Array.from({ length: bodyRows }, () => marks.vertical).join('\n')}</Text>
            </Box>
          </>
        ) : null}
        <Box flexDirection="column" paddingLeft={1} flexGrow={1}>
          <Lines lines={main.lines} marks={marks} />
          {main.rows.length === 0 ? null : (
            <Answers
              rows={main.rows}
              highlighted={Math.min(main.highlighted ?? screen.row, main.rows.length - 1)}
              limit={main.limit}
              columns={layout.mainColumns}
              marks={marks}
            />
          )}
          <Lines lines={main.below} marks={marks} />
        </Box>
      </Box>
      {wide ? <Rule marks={marks} columns={columns} at={listColumns} cross={marks.cross.up} /> : null}
      <Lines lines={[footer]} marks={marks} />
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
