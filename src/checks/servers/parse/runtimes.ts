import type { NodeRuntime, PythonRuntime } from '../snapshot.js';
import { Unreadable } from './part.js';
import { compareText, rest, rowsOf, wholeNumber } from './rows.js';

/** What pythons have installed. @throws Unreadable */
export const readPython = (text: string): { readonly value: readonly PythonRuntime[] } => ({
  value: rootsOf(text).map((block) => ({
    ...runtimeOf(block, 'python'),
    ...(block.said.has('ssl') && { ssl: block.said.get('ssl') ?? '' }),
  })),
});

/** What lies in node_modules, as npm keeps it. @throws Unreadable */
export const readNode = (text: string): { readonly value: readonly NodeRuntime[] } => ({
  value: rootsOf(text).map((block) => runtimeOf(block, 'node')),
});

interface Block {
  readonly root: string;
  readonly said: Map<string, string>;
  readonly dists: { readonly name: string; readonly version: string }[];
}

function rootsOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const words of rowsOf(text)) {
    const [key = '', name = '', version = ''] = words;
    if (key === 'root') {
      blocks.push({ root: rest(words, 1), said: new Map(), dists: [] });
    } else if (key === 'dist' && name !== '') {
      blocks.at(-1)?.dists.push({ name: name.replace(/^node_modules\//, ''), version });
    } else if (['python', 'node', 'ssl', 'none', 'end'].includes(key)) {
      blocks.at(-1)?.said.set(key, rest(words, 1));
    } else {
      throw new Unreadable('a line about a runtime could not be understood');
    }
  }

  return blocks;
}

/** It says at its end how many there are: a list that was cut short is no list. */
function runtimeOf({ root, said, dists }: Block, program: 'python' | 'node') {
  const version = said.get(program) ?? '';
  const whole = wholeNumber(said.get('end')) === dists.length;
  return {
    root,
    ...(version !== '' && { version }),
    dists: whole ? [...dists].sort((a, b) => compareText(a.name, b.name)) : [],
    ...(!whole && { error: said.get('none') ?? 'its list is cut short' }),
  };
}
