import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandRunner } from '../../world/commands.js';
import { keyOf } from '../servers/diff-key.js';
import { lastWords } from './last-words.js';
import type { NodeFresh } from './model.js';
import type { NpmLock } from './npm-lock.js';

export interface ImportPackages {
  readonly commands: CommandRunner;
  /** Where node_modules is. */
  readonly cwd: string;
  readonly names: readonly string[];
  readonly lock: NpmLock;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/**
 * Imports every package in a process of its own, a few at a time; one that fails is tried once more alone. One without an
 * entry has nothing to import, and one that is built by a script on a server was not built here: neither is tried.
 */
export async function importPackages(request: ImportPackages): Promise<Pick<NodeFresh, 'imports' | 'tried'>> {
  const ends = performance.now() + request.timeoutMs;
  const built = request.lock.packages.filter(({ isBuilt }) => isBuilt).map(({ name }) => name);
  const names = request.names.filter((name) => !built.includes(name));
  const queue = [...names];
  const failed: string[] = [];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      if ((await importOne(name, request, ends)) !== undefined) {
        failed.push(name);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const imports: { readonly key: string; readonly text: string }[] = [];
  for (const name of failed.toSorted()) {
    const why = await importOne(name, request, ends);
    const isNotBuilt = built.some((one) => why?.includes(`node_modules/${one}/`));
    if (why !== undefined && !isNotBuilt) {
      imports.push({
        key: keyOf(['npm', name]),
        text: `${name} cannot be imported after npm ci: ${why.split('\n')[0]}`,
      });
    }
  }

  return { imports, tried: names.length };
}

const atOnce = 3;
const longestImportMs = 30_000;
const noEntry = 3;

const code = `
const name = process.argv[1];
try {
  import.meta.resolve(name);
} catch {
  process.exit(${noEntry});
}
await import(name).catch((error) => {
  console.error(String(error?.stack ?? error).slice(0, 20000));
  console.error(String(error?.message ?? error).split('\\n')[0]);
  process.exit(1);
});
process.exit(0);
`;

/** Why not: in one line, and then all that node said. Undefined: it can be imported. */
async function importOne(
  name: string,
  { commands, cwd, signal }: ImportPackages,
  ends: number,
): Promise<string | undefined> {
  if (!(await isThere(join(cwd, 'node_modules', name, 'package.json')))) {
    return 'it is not installed';
  }

  const { end, stderr } = await commands({
    command: ['node', '--input-type=module', '-e', code, '--', name],
    cwd,
    timeoutMs: Math.max(1000, Math.min(longestImportMs, ends - performance.now())),
    signal,
  });
  switch (end.how) {
    case 'exit':
      return end.code === 0 || end.code === noEntry ? undefined : `${lastWords(stderr)}\n${stderr}`;
    case 'signal':
      return `died with ${end.signal}`;
    case 'timeout':
      return `not done within ${Math.round(end.afterMs / 1000)} s`;
    case 'aborted':
      return 'it was stopped';
    case 'not-started':
      return `node could not be started: ${end.error}`;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
