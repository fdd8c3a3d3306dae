/** The cells of RFC 4180. @throws Error for anything else */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let rest = text;
  for (let row: string[] = []; rest !== ''; ) {
    const [whole = '', quoted, bare = '', end] = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
    if (whole === '') {
      throw new Error(`no cell: ${rest.slice(0, 80)}`);
    }

    row.push(quoted?.replaceAll('""', '"') ?? bare);
    rest = rest.slice(whole.length);
    if (end !== ',') {
      rows.push(row);
      row = [];
    }
  }

  return rows;
}
