// Writes the generated pages of docs/. They are made by TypeScript that reads the product's own definitions, so it is
// bundled first; the bundle lies in dist/ for the moment of its run.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const bundled = path.join(root, 'dist', 'make-docs.mjs');

const bundle = await rolldown({
  input: path.join(root, 'build/docs/pages.ts'),
  platform: 'node',
  moduleTypes: { '.sh': 'text' },
});
await bundle.write({ file: bundled, format: 'esm', codeSplitting: false });
await bundle.close();
try {
  const { pages } = await import(pathToFileURL(bundled).href);
  for (const [name, text] of pages(root)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
    console.log(name);
  }
} finally {
  rmSync(bundled, { force: true });
}
