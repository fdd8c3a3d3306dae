import { Box, Text } from 'ink';
import SelectInput from 'ink-select-input';
import { truncate } from '../../text/width.js';
import { drawable } from '../drawable.js';
import type { Marks } from '../marks.js';

type Props = {
  readonly rows: readonly { readonly act: string; readonly key?: string; readonly label: string }[];
  /** Index of the highlighted row. */
  readonly highlighted: number;
  /** How many rows there is room for. */
  readonly limit: number;
  readonly columns: number;
  readonly marks: Marks;
};

/**
 * The answers as a list. SelectInput only draws: left to itself it takes keys in the closure of the last frame, answers
 * on digits, and keeps its highlight for the next question. So it never has the focus, and is made anew for every state.
 */
export function Answers({ rows, highlighted, limit, columns, marks }: Props) {
  const count = Math.max(1, Math.min(limit, rows.length));
  const from = Math.max(0, Math.min(highlighted - count + 1, rows.length - count));
  const shown = rows.slice(from, from + count);
  const last = rows.length - from - count > 0 ? shown.at(-1) : undefined;
  const first = from > 0 ? shown[0] : undefined;
  const items = shown.map((row) => {
    const more = row === last ? marks.more.below : row === first ? marks.more.above : ' ';
    const label = drawable(truncate(`${row.key ?? ' '}  ${row.label}`, columns - 2), marks);
    return { key: row.key ?? row.act, value: { act: row.act, more }, label };
  });
  return (
    <Box flexDirection="column" flexShrink={0}>
      <SelectInput
        key={`${highlighted} ${from} ${shown.map((row) => row.label).join()}`}
        isFocused={false}
        initialIndex={highlighted - from}
        items={items.map((item) => ({ ...item, label: `${item.value.more}${item.label}` }))}
        indicatorComponent={({ isSelected = false }) => <Text color="cyan">{isSelected ? marks.pointer : ' '}</Text>}
        itemComponent={({ isSelected = false, label }) => (
          <Text bold={isSelected} wrap="truncate">
            {label}
          </Text>
        )}
      />
    </Box>
  );
}
