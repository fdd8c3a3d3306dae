import { defineConfig, type RolldownOptions } from 'rolldown';
import { onlyAscii } from './build/ascii.js';
import { fingerprint } from './build/fingerprint.js';
import { inkPatches } from './build/ink.js';
import { patchDependencies } from './build/patches.js';
import { thirdPartyLicences } from './build/third-party.js';

const common: RolldownOptions = {
  platform: 'node',
  // It brings a prebuilt binary for each system, which cannot be bundled; only the demo loads it.
  external: ['@lydell/node-pty'],
  plugins: [patchDependencies(inkPatches, /\/ink\/build\//), onlyAscii(), fingerprint(), thirdPartyLicences()],
  // The collector's parts travel to the hosts as they are.
  moduleTypes: { '.sh': 'text' },
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  output: {
    dir: 'dist',
    // CommonJS starts faster, and `bin/shipit.cjs` can load it from a code cache.
    format: 'cjs',
    sourcemap: true,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
  },
};

/**
 * The program that `bin/shipit.cjs` starts, and the runner that a deploy outlives its terminal with. The runner is a
 * file of its own: replacing the program under a running deploy must not pull a shared piece from under it.
 */
export default defineConfig([
  { ...common, input: { cli: 'src/cli.ts' } },
  { ...common, input: { runner: 'src/engine/runner-main.ts' } },
  // By itself: it tells what went wrong with the rest.
  { ...common, input: { 'crash-text': 'src/cli/crash-text.ts' } },
  // The second thread of `shipit log verify`.
  { ...common, input: { 'verify-worker': 'src/audit/verify-worker.ts' } },
  // In one piece, as far as it always needs it; git, which it rarely asks, stays beside it under names of its own.
  {
    ...common,
    input: { 'quick-list': 'src/cli/quick-list.ts' },
    output: { ...common.output, chunkFileNames: 'quick-list-[name].cjs' },
  },
]);
