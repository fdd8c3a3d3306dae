/** A package without its architecture: `libc6:i386` is `libc6`. */
export const bareName = (name: string): string => name.replace(/:[^:]*$/, '');
