import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Plugin, rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { inkPatches } from '../../build/ink.js';
import { patchDependencies } from '../../build/patches.js';

const entry = `
import { createElement as h, Fragment } from 'react';
import { Box, Text } from 'ink';
export { default as stringWidth } from 'string-width';
import * as ink from 'ink';
import { Writable } from 'node:stream';
/** The last frame of a picture with borders, colours, wide characters, and texts that are cut and wrapped. */
export const draw = async () => {
  let written = '';
  const stdout = Object.assign(new Writable({ write(chunk, _e, done) { written += chunk; done(); } }), { columns: 60, rows: 40 });
  const app = ink.render(h(Box, { flexDirection: 'column', borderStyle: 'round', width: 60 },
    h(Text, { color: 'red', bold: true }, 'red ', h(Text, { backgroundColor: 'blue' }, 'on blue'), ' ✖ NO-GO'),
    h(Text, { wrap: 'truncate' }, 'cut '.repeat(40) + '漢字👩🏽‍🚀'),
    h(Text, { dimColor: true }, 'wrapped 漢字 ─│▸✔⭐ '.repeat(9)),
    h(Box, { width: 10, height: 2, overflow: 'hidden' }, h(Text, { inverse: true, wrap: 'end' }, 'hidden 👩‍🚀 beyond the box'))),
    { stdout, debug: true, patchConsole: false, exitOnCtrlC: false });
  app.unmount();
  await app.waitUntilExit();
  return written;
};
`;

interface Bundled {
  readonly stringWidth: (text: string) => number;
  readonly draw: () => Promise<string>;
}

const bundle = async (folder: string, name: string, plugins: readonly Plugin[]): Promise<Bundled> => {
  const input = join(folder, 'entry.mjs');
  writeFileSync(input, entry);
  const build = await rolldown({
    input,
    platform: 'node',
    plugins: [...plugins],
    external: ['react-devtools-core'],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  // React's developer tools land in a piece of their own that nobody loads.
  await build.write({
    dir: join(folder, name),
    format: 'esm',
    entryFileNames: 'entry.mjs',
    chunkFileNames: '[name].mjs',
  });
  return import(pathToFileURL(join(folder, name, 'entry.mjs')).href);
};

const inFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  // Among the packages, so that the entry finds them.
  const folder = mkdtempSync(join(process.cwd(), 'node_modules', '.bundle-test-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

test('Ink draws the same with the patches and without them', async () => {
  await inFolder(async (folder) => {
    const original = await bundle(folder, 'original', []);
    const patched = await bundle(folder, 'patched', [patchDependencies(inkPatches, /\/ink\/build\//)]);
    const drawn = await original.draw();
    expect(drawn).toContain('NO-GO');
    expect(await patched.draw()).toBe(drawn);
    for (const text of [
      '✔ go',
      '⭐',
      '⬛x',
      '👩🏽‍🚀!',
      '🇹🇷',
      'नि',
      '漢字',
      '1\uFE0F\u20E3',
      '©',
      '각',
      'e\u0301',
      '\u001B[31m─',
    ]) {
      expect(patched.stringWidth(text), text).toBe(original.stringWidth(text));
    }
  });
});

test.each([
  ['its file is not there', /\/no-such-file\.js$/, 'x'],
  ['its text is not there', /\/ink\/build\/output\.js$/, 'no such text'],
  ['its text is there twice', /\/ink\/build\/output\.js$/, 'this.caches'],
])('a patch fails the build when %s', async (_why, file, from) => {
  await inFolder(async (folder) => {
    const plugin = patchDependencies([{ file, from, to: '' }], /\/ink\/build\//);
    await expect(bundle(folder, 'broken', [plugin])).rejects.toThrow(/to patch/);
  });
});
