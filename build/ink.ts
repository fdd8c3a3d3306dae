import { readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { join } from 'node:path';
import type { Patch } from './patches.js';

const fromInk = createRequire(createRequire(import.meta.url).resolve('ink'));
const binary = readFileSync(
  fromInk.resolve('yoga-layout').replace(/src.index\.js$/, 'binaries/yoga-wasm-base64-esm.js'),
  'utf8',
);
const wasm = /"data:application\/octet-stream;base64,([^"]+)"/.exec(binary)?.[1];
if (wasm === undefined) {
  throw new Error('yoga-layout: its WebAssembly is not where it was; look at build/ink.ts');
}

const segmenterOf = (file: RegExp, name: string, made: string): Patch => ({
  file,
  from: `const ${name} = ${made};`,
  to: `import { clusters as ${name} } from ${JSON.stringify(join(import.meta.dirname, 'clusters.ts'))};`,
});

/** No top-level `await`: CommonJS, which starts 1.3 times faster, has none. */
const synchronous: readonly Patch[] = [
  {
    // Yoga's WebAssembly is small enough to be compiled at once (1.3 ms); Emscripten has a hook for exactly that.
    file: /\/yoga-layout\/dist\/src\/index\.js$/,
    from: 'const Yoga = wrapAssembly(await loadYoga());',
    to: `const assembly = {
  instantiateWasm(imports, done) {
    const module = new WebAssembly.Module(Buffer.from('${wasm}', 'base64'));
    const instance = new WebAssembly.Instance(module, imports);
    done(instance);
    return instance.exports;
  },
};
loadYoga(assembly);
const Yoga = wrapAssembly(assembly);`,
  },
  { file: /\/yoga-wasm-base64-esm\.js$/, from: wasm, to: '' },
  { file: /\/yoga-wasm-base64-esm\.js$/, from: 'import.meta.url', to: "''" },
  // React's developer tools, behind DEV=true.
  { file: /\/ink\/build\/reconciler\.js$/, from: "await import('./devtools.js');", to: '' },
  { file: /\/ink\/build\/reconciler\.js$/, from: '? await loadPackageJson()', to: '? {}' },
];

/** Not the older one that wrap-ansi brings along. */
const newStringWidth = /(?<!wrap-ansi)\/node_modules\/string-width\/index\.js$/;

/** What costs 25 ms when it is loaded, and the screen seldom needs. test/build holds it against the originals. */
const late: readonly Patch[] = [
  segmenterOf(/\/string-width\/index\.js$/, 'segmenter', 'new Intl.Segmenter()'),
  segmenterOf(
    /\/slice-ansi\/tokenize-ansi\.js$/,
    'GRAPHEME_SEGMENTER',
    "new Intl.Segmenter(undefined, {granularity: 'grapheme'})",
  ),
  segmenterOf(
    /\/ansi-tokenize\/build\/tokenize\.js$/,
    'segmenter',
    'new Intl.Segmenter(undefined, { granularity: "grapheme" })',
  ),
  // The pattern of all emoji sequences takes 12 ms when it is made. For one code unit a small class says the same.
  {
    file: newStringWidth,
    from: 'const rgiEmojiRegex = /^\\p{RGI_Emoji}$/v;',
    to: `let rgiEmojiRegex;
const isRgiEmoji = segment => segment.length === 1
	? /\\p{Emoji_Presentation}/u.test(segment)
	: (rgiEmojiRegex ??= new RegExp('^\\\\p{RGI_Emoji}$', 'v')).test(segment);`,
  },
  { file: newStringWidth, from: 'rgiEmojiRegex.test(segment)', to: 'isRgiEmoji(segment)' },
  // Three times 2 ms for modules of Node: for one assertion about a callback, and for a list of names.
  { file: /\/ink\/node_modules\/signal-exit\/index\.js$/, from: "require('assert')", to: '{ equal() {} }' },
  {
    file: /\/restore-cursor\/node_modules\/signal-exit\/index\.js$/,
    from: "require('assert')",
    to: '{ equal() {} }',
  },
  {
    file: /\/stack-utils\/index\.js$/,
    from: "require('module').builtinModules",
    to: JSON.stringify(builtinModules),
  },
];

/** Ink makes an object for each blank cell, and compares the styles of all neighbours: half of the time of a frame. */
const cells: readonly Patch[] = [
  {
    file: /\/ansi-tokenize\/build\/diff\.js$/,
    from: 'export function diffAnsiCodes(from, to) {',
    to: `export function diffAnsiCodes(from, to) {
    if (from === to || (from.length === 0 && to.length === 0)) return [];`,
  },
  {
    file: /\/ink\/build\/output\.js$/,
    from: `        const output = [];
        for (let y = 0; y < this.height; y++) {
            const row = [];
            for (let x = 0; x < this.width; x++) {
                row.push({
                    type: 'char',
                    value: ' ',
                    fullWidth: false,
                    styles: [],
                });
            }`,
    to: `        const output = [];
        const blank = { type: 'char', value: ' ', fullWidth: false, styles: [] };
        for (let y = 0; y < this.height; y++) {
            const row = [];
            for (let x = 0; x < this.width; x++) {
                row.push(blank);
            }`,
  },
];

export const inkPatches: readonly Patch[] = [...synchronous, ...late, ...cells];
