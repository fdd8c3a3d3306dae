/** Characters of the longest link worth keeping. */
const longest = 2000;

/** Whether it is a web address that can be shown to everybody: https, no user, no password, nothing else beside it. */
export function isLink(text: string): boolean {
  if (text.length > longest || /\s/u.test(text) || !/^https:\/\//i.test(text) || !URL.canParse(text)) {
    return false;
  }

  const { username, password, hostname } = new URL(text);
  return username === '' && password === '' && hostname !== '';
}
