/** Only what a run's id and a reference to a record are made of. */
export const copyable = (text: string): string => text.replace(/[^0-9A-Za-z:#/ -]/gu, '').slice(0, 200);

/**
 * What puts a text on the clipboard of whoever looks at the terminal, also over ssh: OSC 52 of "XTerm Control
 * Sequences". A terminal that does not know it, or must not do it, draws nothing.
 */
export const toClipboard = (text: string): string =>
  `\u001B]52;c;${Buffer.from(copyable(text), 'latin1').toString('base64')}\u0007`;

/** Names one record of a run, for a colleague to type. */
export const referenceTo = (run: string, seq: number | undefined): string =>
  copyable(`shipit log show ${run}${seq === undefined ? '' : `#${seq}`}`);
