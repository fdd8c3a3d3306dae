/** What the name of a library's file says. */
export interface LibraryName {
  /** `libssl` */
  readonly library: string;
  /** `1.0.2o`, `3`; absent if the name has none. */
  readonly version?: string;
  /** What has to be the same for two of them to be compatible: `1.0`, `3`. */
  readonly generation?: string;
}

/**
 * Reads `libssl-8bb9b3dd.so.1.0.2o` (auditwheel puts a hash into the name), `libssl.so.3`, with or without directories;
 * undefined for what is no library. OpenSSL 1.0 and 1.1 are generations of their own, 3 is one.
 */
export function libraryName(path: string): LibraryName | undefined {
  const [, stem, version] = /([^/]+?)\.so(?:\.([0-9][0-9A-Za-z._]*))?(?: \(deleted\))?$/.exec(path) ?? [];
  if (stem === undefined) {
    return undefined;
  }

  const library = stem.replace(/-[0-9a-f][0-9a-f.]*$/, '');
  if (version === undefined) {
    return { library };
  }

  const [major = '', minor] = version.split('.');
  return { library, version, generation: major === '1' && minor !== undefined ? `1.${minor}` : major };
}
