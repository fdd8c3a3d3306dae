import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** The pieces of the program by name. Beside them in dist/ lie the runner, and what earlier builds left there. */
const pieces = new Map<string, string>();

function read(name: string): void {
  if (!pieces.has(name)) {
    const text = readFileSync(`dist/${name}`, 'latin1');
    pieces.set(name, text);
    for (const [, next = ''] of text.matchAll(/require\("\.\/([\w.-]+\.cjs)"\)/g)) {
      read(next);
    }
  }
}

read('cli.cjs');

/** The piece that a source file became part of. */
const pieceOf = (file: string): string => {
  const found = [...pieces].find(([, text]) => text.includes(`\n// ${file}\n`) || text.startsWith(`// ${file}\n`));
  if (found === undefined) {
    throw new Error(`no piece of dist/ holds ${file}; is it built?`);
  }

  return found[0];
};

/** All pieces that are loaded with one, which it requires at its top. */
function loadedWith(name: string, known = new Set<string>()): ReadonlySet<string> {
  if (!known.has(name)) {
    known.add(name);
    const tops = (pieces.get(name) ?? '').matchAll(/^(?:const require_\w+ = )?require\("\.\/([\w.-]+\.cjs)"\);$/gm);
    for (const [, next = ''] of tops) {
      loadedWith(next, known);
    }
  }

  return known;
}

/** What a walk of a checklist of questions loads before its first frame. */
const onTheWay = [
  'src/cli.ts',
  'src/commands/walk.ts',
  'src/checks/named-kinds.ts',
  'src/checks/ask.ts',
  'src/checklist/load.ts',
  'src/ui/walk-screen.tsx',
];

const first = new Set(onTheWay.flatMap((file) => [...loadedWith(pieceOf(file))]));

test.each([
  ['execa', 'node_modules/execa/'],
  ['simple-git', 'node_modules/simple-git/'],
  ['conf and what it brings', 'node_modules/ajv/'],
  ['TOML', 'node_modules/smol-toml/'],
  ['a kind that the checklist does not name', 'src/checks/pins/kind.ts\n'],
  ['a kind that the checklist does not name', 'src/checks/migrations/kind.ts\n'],
  ['a kind that the checklist does not name', 'src/checks/release.ts\n'],
  ['the list of all kinds', 'src/checks/index.ts\n'],
  ['the browser of the log', 'src/ui/browser/'],
  ['the demo', 'src/commands/demo/'],
])('the first frame waits for nothing it does not need: %s (%s)', (_what, path) => {
  const holding = [...first].filter((name) =>
    (pieces.get(name) ?? '').split('\n// ').some((part) => part.split('\n', 1)[0]?.concat('\n').includes(path)),
  );
  expect(holding).toEqual([]);
});

test('what the first frame loads is there to be found, and stays below 2.7 MB', () => {
  const bytes = [...first].reduce((sum, name) => sum + (pieces.get(name)?.length ?? 0), 0);
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(bytes).toBeLessThan(2_700_000);
});
