import { type Definition, defined, inJobs, inRows, type Spotted } from './names-definition.js';
import { cComments, headIn, sourceLines } from './names-text.js';

/** Classes of a C# file. Entity Framework keeps the bare name in the discriminator. */
export function csharpDefinitions(path: string, text: string): readonly Definition[] {
  const lines = sourceLines(text, cComments);
  const spotted = spot(
    lines,
    /^\s*(?:(?:public|internal|private|protected|abstract|sealed|partial|static)\s+)*(?:class|record)\s+(\w+)(?:<[^>]*>)?(?:\s*\([^)]*\))?(?:\s*:\s*([\w.]+))?/,
  );
  const isModel = /(?:^|\/)(?:models?|entit(?:y|ies)|domain)\//i.test(path);
  const isRoot = /^(?:I[A-Z]\w*|.*(?:Context|Controller|Exception|Attribute|Object)|Entity|BaseEntity|EntityBase)$/;
  return defined(path, lines, spotted, ({ base = '' }) =>
    isModel && base !== '' && !isRoot.test(base) ? inRows : undefined,
  );
}

/** Modules of an Elixir file; Oban keeps the worker's name with the job. */
export function elixirDefinitions(path: string, text: string): readonly Definition[] {
  const lines = sourceLines(text, [['"""', '"""']]);
  const spotted = spot(lines, /^\s*defmodule\s+([A-Z][\w.]*)\s+do\b/);
  return defined(path, lines, spotted, (_one, body) =>
    /\buse\s+Oban\.(?:Pro\.)?Worker/.test(body) ? inJobs : undefined,
  );
}

/** Classes of a Java or Kotlin file with their package. Hibernate keeps the name where the tables of children are one. */
export function javaDefinitions(path: string, text: string): readonly Definition[] {
  const lines = sourceLines(text, cComments);
  const [, from] = /^\s*package\s+([\w.]+)/m.exec(lines.slice(0, 200).join('\n')) ?? [];
  const spotted = spot(
    lines,
    /^\s*(?:(?:public|private|protected|internal|abstract|final|open|data|sealed|static)\s+)*class\s+(\w+)(?:<[^>]*>)?(?:\s*\([^)]*\))?(?:\s+extends\s+|\s*:\s*)?([\w.]+)?/,
  ).map((one) => ({ ...one, name: from === undefined ? one.name : `${from}.${one.name}` }));
  const isModel = /(?:^|\/)(?:models?|entit(?:y|ies)|domain)\//i.test(path);
  return defined(path, lines, spotted, ({ base = '' }, body) =>
    /\bimplements\s+[\w.,\s]*\b(?:Job|Serializable)\b/.test(body.slice(0, 500))
      ? 'what was serialised or scheduled may hold its name'
      : isModel && base !== '' && !/^(?:Object|implements|\w*(?:Exception|Entity|Base))$/.test(base)
        ? inRows
        : undefined,
  );
}

const spot = (lines: readonly string[], pattern: RegExp): readonly Spotted[] =>
  lines.flatMap((_line, at): readonly Spotted[] => {
    const [, name, base] = pattern.exec(headIn(lines, at)) ?? [];
    return name === undefined ? [] : [{ name, at, ...(base === undefined ? {} : { base }) }];
  });
