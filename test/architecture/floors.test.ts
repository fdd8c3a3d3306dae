import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { expect, test } from 'vitest';

/** The floors of the house, lowest first. A folder of src is a floor, and so are errors.ts and cli.ts. */
const floors = [
  ...['errors', 'text', 'calendar', 'checklist', 'run', 'audit', 'world', 'checks', 'engine'],
  ...['review', 'ui', 'plain', 'commands', 'cli'],
];

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
const sources = new Map(files.map((file) => [file, readFileSync(join('src', file), 'utf8')]));
const floorOf = (file: string): number => floors.indexOf(file.split(sep)[0]?.replace(/\.tsx?$/, '') ?? '');
const importsOf = (file: string): readonly string[] =>
  [...(sources.get(file) ?? '').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, path]) => path ?? '');
const neighboursOf = (file: string): readonly string[] =>
  importsOf(file)
    .filter((path) => path.startsWith('.'))
    .map((path) => normalize(join(dirname(file), path)).replace(/\.js$/, ''))
    .map((path) => files.find((other) => other === `${path}.ts` || other === `${path}.tsx`) ?? `${path} (missing)`);
const filesWith = (pattern: RegExp): readonly string[] => files.filter((file) => pattern.test(sources.get(file) ?? ''));

test('every file of src stands on a known floor', () => {
  expect(files.filter((file) => floorOf(file) < 0)).toEqual([]);
});

test('imports point downwards only', () => {
  const upwards = files.flatMap((file) =>
    neighboursOf(file)
      .filter((other) => floorOf(other) > floorOf(file))
      .map((other) => `${file} imports ${other}`),
  );
  expect(upwards).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const settled = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
    } else if (!settled.has(file)) {
      for (const other of neighboursOf(file)) {
        visit(other, [...path, file]);
      }
      settled.add(file);
    }
  };
  for (const file of files) {
    visit(file, []);
  }
  expect(circles).toEqual([]);
});

test('only src/ui knows Ink and React', () => {
  const elsewhere = files.filter(
    (file) => !file.startsWith(`ui${sep}`) && importsOf(file).some((path) => /^(ink|react)([-/]|$)/.test(path)),
  );
  expect(elsewhere).toEqual([]);
});

test('nothing that src/plain stands on knows Ink, React or chalk', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (!seen.has(file)) {
      seen.add(file);
      neighboursOf(file).forEach(visit);
    }
  };
  files.filter((file) => file.startsWith(`plain${sep}`)).forEach(visit);
  const loading = [...seen].filter(
    (file) => file.endsWith('.tsx') || importsOf(file).some((path) => /^(ink|react|chalk)([-/]|$)/.test(path)),
  );
  expect(loading).toEqual([]);
});

test('nobody in src ends the process', () => {
  // There it is the text of programs: of the demo's throw-away project and its live server, and what tries a fresh install.
  const demo = ['operations.ts', 'server-program.ts'].map((name) => join('commands', 'demo', name));
  const programs = [...demo, join('checks', 'pins', 'npm-imports.ts')];
  expect(filesWith(/\bprocess\.(exit|abort|reallyExit)\s*\(/).filter((file) => !programs.includes(file))).toEqual([]);
});

test('there are no default exports in src', () => {
  expect(filesWith(/^export default\b|\bas default\b/m)).toEqual([]);
});
