import type { Definition } from './names-definition.js';
import { csharpDefinitions, elixirDefinitions, javaDefinitions } from './names-others.js';
import { phpDefinitions } from './names-php.js';
import { pythonDefinitions } from './names-python.js';
import { rubyDefinitions } from './names-ruby.js';
import { scriptDefinitions } from './names-script.js';

type Reader = (path: string, text: string) => readonly Definition[];

/** What a source file defines, by the ending of its name; nothing of a language that shipit does not read. */
export const definitionsIn = (path: string, text: string): readonly Definition[] => readerOf(path)?.(path, text) ?? [];

export const isSource = (path: string): boolean => readerOf(path) !== undefined;

const readerOf = (path: string): Reader | undefined => readers[/\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''];

const readers: Readonly<Record<string, Reader>> = {
  rb: rubyDefinitions,
  py: pythonDefinitions,
  php: phpDefinitions,
  js: scriptDefinitions,
  mjs: scriptDefinitions,
  cjs: scriptDefinitions,
  jsx: scriptDefinitions,
  ts: scriptDefinitions,
  mts: scriptDefinitions,
  cts: scriptDefinitions,
  tsx: scriptDefinitions,
  cs: csharpDefinitions,
  ex: elixirDefinitions,
  java: javaDefinitions,
  kt: javaDefinitions,
};
