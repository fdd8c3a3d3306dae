import { Box, Text } from 'ink';
import { drawable } from '../drawable.js';
import type { Line, Tone } from '../lines.js';
import type { Marks } from '../marks.js';

type Props = {
  readonly lines: readonly Line[];
  readonly marks: Marks;
};

/** Draws lines that are already broken to width; what is too wide after all is cut, never wrapped. */
export function Lines({ lines, marks }: Props) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a screen is what stands in that row
        <Text key={row} wrap="truncate">
          {spans.length === 0 ? ' ' : spans.map((span, at) => stretch(drawable(span.text, marks), span.tone, at))}
        </Text>
      ))}
    </Box>
  );
}

const stretch = (text: string, tone: Tone | undefined, at: number) => (
  <Text key={at} {...styles[tone ?? 'plain']}>
    {text}
  </Text>
);

type Style = { readonly color?: string; readonly dimColor?: boolean; readonly bold?: boolean };

const styles: Readonly<Record<Tone | 'plain', Style>> = {
  plain: {},
  go: { color: 'green' },
  warn: { color: 'yellow' },
  'no-go': { color: 'red', bold: true },
  quiet: { dimColor: true },
  strong: { bold: true },
  accent: { color: 'cyan' },
};
