import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Where the program keeps its compiled code while tests run. Shared, and found again by the next test: there lies only
 * compiled code, named by what it was compiled from. In a home of its own every start would compile all of it anew, and
 * write it down, which takes half as long again.
 */
export const codeCache = {
  XDG_CACHE_HOME: join(tmpdir(), `shipit-test-cache-${process.getuid?.() ?? 0}`),
} as const;
