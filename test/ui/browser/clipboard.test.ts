import { expect, test } from 'vitest';
import { copyable, referenceTo, toClipboard } from '../../../src/ui/browser/clipboard.js';

const run = '20261119T084200Z-7f3a1c22d0';

test('a reference names a record of a run, for a shell', () => {
  expect(referenceTo(run, 12)).toBe(`shipit log show ${run}#12`);
  expect(referenceTo(run, undefined)).toBe(`shipit log show ${run}`);
});

test('nothing but letters, digits and what ids are written with reaches the clipboard', () => {
  const hostile = `${run}; rm -rf $HOME\n\u001B]0;x\u0007\`id\`|&&<>"'\\`;
  expect(copyable(hostile)).toBe(`${run} rm -rf HOME0xid`);
  const [, sent = ''] = /^\u001B\]52;c;([A-Za-z0-9+/=]*)\u0007$/u.exec(toClipboard(hostile)) ?? [];
  expect(Buffer.from(sent, 'base64').toString()).toBe(copyable(hostile));
});
