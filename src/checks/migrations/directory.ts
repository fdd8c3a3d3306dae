/** `db/migrate` of `db/migrate/1_a.rb`; empty at the top. */
export const directoryOf = (path: string): string => path.split('/').slice(0, -1).join('/');
