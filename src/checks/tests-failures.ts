import { safe } from '../text/sanitise.js';

/** Names of the tests that failed, as the runner wrote them, each once, at most 100; empty if none is recognised. */
export function failingTests(output: string): readonly string[] {
  const lines = safe(output).split('\n');
  const names = lines.flatMap((line) => nameIn(line.slice(0, 500)));
  return [...new Set(names)].slice(0, 100);
}

function nameIn(line: string): readonly string[] {
  for (const form of forms) {
    const name = form.exec(line)?.[1]?.trim();
    if (name !== undefined && name !== '') {
      return [name];
    }
  }

  return [];
}

const forms: readonly RegExp[] = [
  /^(?:FAILED|ERROR) ([\w./\\[\]-]+::\S.*?)(?: - .*)?$/, // pytest
  /^(?:FAIL|ERROR): (\w\S* \(.+\))$/, // unittest
  /^\s*FAIL\s+(\S.* > .+)$/, // vitest
  /^\s{2}● (.+ › .+)$/, // jest
  /^rspec (\.\/\S+:\d+ # .+)$/, // rspec
  /^test (\S+) \.\.\. FAILED$/, // cargo
  /^\s*--- FAIL: (\S+) \(/, // go
  /^\s*not ok \d+ (?:- )?(.+?)(?: # (?:TODO|SKIP).*)?$/, // TAP
  /^\s*✖ (?!failing tests)(.+?)(?: \([\d.]+ms\))?$/, // node:test
  /^\[ERROR\]\s+(\w[\w.$]*[.:]\w+:\d+.*)$/, // maven
  /^\s+✘\s+\d+ (.+?)(?: \([\d.]+m?s\))?$/, // playwright
  /^\s+\d+\) (\S.* \S.*)$/, // mocha, phpunit
];
