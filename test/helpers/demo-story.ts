import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeCache } from './code-cache.js';
import { temporaryDirectory } from './repository.js';
import type { LoggedRecord } from './story.js';
import { openTerminal, type TerminalOptions } from './terminal.js';

export const program = fileURLToPath(new URL('../../bin/shipit.cjs', import.meta.url));

/** A demo whose directory is found in `tmp`, and in no other place. */
export function demo(...args: readonly string[]) {
  const tmp = temporaryDirectory();
  const env = { TMPDIR: tmp, HOME: tmp, ...codeCache };
  const directories = (): readonly string[] => readdirSync(tmp).filter((name) => name.startsWith('shipit-demo-'));
  const inProject = (command: string, ...rest: readonly string[]): string => {
    const directory = join(tmp, directories()[0] ?? 'none');
    return execFileSync(process.execPath, [command, ...rest], {
      cwd: join(directory, 'shop'),
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: tmp, ...codeCache, SHIPIT_STATE_DIR: join(directory, 'state') },
    });
  };
  return {
    env,
    open: (options: TerminalOptions = {}) => openTerminal({ ...options, args: ['demo', ...args], env }),
    directories,
    inProject,
    records: (): readonly LoggedRecord[] =>
      (JSON.parse(inProject(program, 'log', 'show', 'last', '--json')) as { readonly records: readonly LoggedRecord[] })
        .records,
  };
}

/** The address of its live shop, as the screen says it. @throws if there is none */
export function shopIn(screen: string): string {
  const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(screen) ?? [];
  if (url === undefined) {
    throw new Error(`no address of a live shop:\n${screen}`);
  }

  return url;
}

/** Waits until nobody answers there any more. @throws after 15 s */
export async function closed(url: string): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (
    await fetch(url, { signal: AbortSignal.timeout(5000) }).then(
      () => true,
      () => false,
    )
  ) {
    if (performance.now() > deadline) {
      throw new Error(`${url} still answers`);
    }

    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
