/** A YAML text that says nothing: comments and empty lines, or nothing at all. */
export const onlyComments = (text: string): boolean => text.split('\n').every((line) => /^\s*(?:#|$)/.test(line));
