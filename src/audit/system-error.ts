/** `ENOENT` and its like; undefined for anything that is no error of the system. */
export const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** What an error says, in one line for people. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
