import { constants } from 'node:os';

/** `ENOENT` and its like; undefined for anything that is no error of the system. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? named(error.code) : undefined;

/** Some errors Node knows by their number only: a quota that is used up is `Unknown system error -122` on Linux. */
function named(code: string): string {
  const [, number] = /^Unknown system error -(\d+)$/.exec(code) ?? [];
  const [name] = Object.entries(constants.errno).find(([, errno]) => String(errno) === number) ?? [];
  return name ?? code;
}
