/** Questions to a git repository. Replaced below by the real one. */
export type Git = Record<string, never>;
