import { defineConfig } from 'rolldown';

/**
 * The bundled build that `bin/shipit.cjs` starts. Sources stay readable ESM with source maps; heavy packages sit in
 * chunks of their own, so that `--version`, `log` and `lint` never load Ink.
 */
export default defineConfig({
  input: { cli: 'src/cli.ts', runner: 'src/engine/runner-main.ts' },
  platform: 'node',
  external: ['react-devtools-core'],
  transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  output: { dir: 'dist', format: 'esm', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
});
