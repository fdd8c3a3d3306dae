import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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

/**
 * What it takes to bundle Ink 6.8 as CommonJS, which starts 1.3 times faster than ESM: no `await` at the top level.
 * Yoga's WebAssembly is small enough to be compiled at once (1.3 ms); Emscripten offers a hook for exactly that.
 */
export const inkPatches: readonly Patch[] = [
  {
    file: 'yoga-layout/dist/src/index.js',
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
  { file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js', from: wasm, to: '' },
  { file: 'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js', from: 'import.meta.url', to: "''" },
  // The developer tools of React, behind DEV=true.
  { file: 'ink/build/reconciler.js', from: "await import('./devtools.js');", to: '' },
  { file: 'ink/build/reconciler.js', from: '? await loadPackageJson()', to: '? {}' },
];
