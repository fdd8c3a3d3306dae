/**
 * Whether a shell on a host can be told of a file by one line that has its path: nothing in it is a control character or
 * a backslash (`read` and `sha256sum` would change it), or was no UTF-8 (then these are not its bytes any more), and it
 * lies below the directory it starts from.
 */
export const isOneLine = (path: string): boolean =>
  !/[\p{Cc}\\\uFFFD]|^\s|\s$/u.test(path) && !path.startsWith('/') && !path.split('/').includes('..');
