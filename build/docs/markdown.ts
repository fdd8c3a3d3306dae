/** A table; cells may contain anything that fits on one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A value as it stands in a checklist, as code. */
export const code = (value: unknown): string => `\`${typeof value === 'string' ? value : flow(value)}\``;

/** `[mon, tue]`, as YAML writes it on one line. */
function flow(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((one) => (typeof one === 'string' && /[*[\]{},:#]/.test(one) ? `"${one}"` : String(one))).join(', ')}]`;
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Blocks with one empty line between them, and a line break at the end. */
export const page = (...blocks: readonly (string | undefined)[]): string =>
  `${blocks.flatMap((block) => (block === undefined || block === '' ? [] : [block.trim()])).join('\n\n')}\n`;

/** Says to whoever opens the file that it is made. */
export const generated = (from: string): string =>
  `<!-- Made by \`npm run docs\` from ${from}. Changes belong there. -->`;
