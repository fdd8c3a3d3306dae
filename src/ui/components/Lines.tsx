import chalk from 'chalk';
import { Box, Text } from 'ink';
import { drawable } from '../drawable.js';
import type { Line, Tone } from '../lines.js';
import type { Marks } from '../marks.js';

type Props = {
  readonly lines: readonly Line[];
  readonly marks: Marks;
};

/**
 * Draws lines that are already broken to width; what is too wide after all is cut, never wrapped. One node a line: a
 * screen full of nodes for every stretch of text takes twice as long to its first frame.
 */
export function Lines({ lines, marks }: Props) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((spans, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a screen is what stands in that row
        <Text key={row} wrap="truncate">
          {spans.length === 0
            ? ' '
            : spans.map((span) => paint[span.tone ?? 'plain'](drawable(span.text, marks))).join('')}
        </Text>
      ))}
    </Box>
  );
}

/** Tones as colours. Chalk is looked up at every call: NO_COLOR switches it off after this module was loaded. */
const paint: Readonly<Record<Tone | 'plain', (text: string) => string>> = {
  plain: (text) => text,
  go: (text) => chalk.green(text),
  warn: (text) => chalk.yellow(text),
  'no-go': (text) => chalk.red.bold(text),
  quiet: (text) => chalk.dim(text),
  strong: (text) => chalk.bold(text),
  accent: (text) => chalk.cyan(text),
};
