import { Box, Text } from 'ink';
import type { Line, Span, Tone } from '../lines.js';

type Props = {
  readonly lines: readonly Line[];
};

/** Draws lines that are already broken to width; what is too wide after all is cut, never wrapped. */
export function Lines({ lines }: Props) {
  return (
    <Box flexDirection="column" flexShrink={0}>
      {lines.map((spans, index) => (
        // Lines have no identity of their own: the whole column is drawn anew.
        // biome-ignore lint/suspicious/noArrayIndexKey: position is what identifies a line of a screen
        <Text key={index} wrap="truncate">
          {spans.length === 0 ? ' ' : spans.map((span, at) => <Stretch key={`${at} ${span.text}`} span={span} />)}
        </Text>
      ))}
    </Box>
  );
}

function Stretch({ span }: { readonly span: Span }) {
  return <Text {...styles[span.tone ?? 'plain']}>{span.text}</Text>;
}

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
