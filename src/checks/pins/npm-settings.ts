/**
 * Of a project's `.npmrc`, where its packages come from and how they are put together. The rest stays out: `git`, `shell`
 * and `node-options` name programs, and would run them.
 */
export const npmSettings = (text: string): string =>
  text
    .split(/\r?\n/)
    .filter((line) => harmless.test(line))
    .map((line) => `${line}\n`)
    .join('');

const harmless =
  /^(?:(?:@[\w.-]+:)?registry|\/\/[^\s=]+:(?:_authToken|_auth|username|_password|email)|legacy-peer-deps|install-strategy|strict-peer-deps|omit|include|install-links)\s*=/;
