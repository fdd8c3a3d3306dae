/**
 * Output of the project's own command on its way to the terminal: colours, line ends, tabs and carriage returns (that
 * is what progress bars are made of) pass; what could move into other parts of the screen, write to the clipboard, set
 * titles or switch modes does not. Works on bytes, chunk by chunk: a sequence cut by the end of a chunk is kept.
 */
export function createOutputFilter(): (bytes: Buffer) => Buffer {
  let held = Buffer.alloc(0);
  return (bytes) => {
    if (held.length === 0 && !suspicious.test(bytes.toString('latin1'))) {
      return bytes;
    }

    const text = Buffer.concat([held, bytes]).toString('latin1');
    const cut = unfinished.exec(text)?.index ?? text.length;
    // A sequence that never ends must not hold the output back for ever.
    const end = text.length - cut > maxHeld ? text.length : cut;
    held = Buffer.from(text.slice(end), 'latin1');
    return Buffer.from(
      text.slice(0, end).replace(controls, (sequence) => (allowed.test(sequence) ? sequence : '')),
      'latin1',
    );
  };
}

const maxHeld = 4096;

// C0 but BS, TAB, LF, CR; DEL; and the C1 controls as UTF-8 writes them. In latin1 every byte is one character.
const suspicious = /[\x00-\x07\x0B\x0C\x0E-\x1F\x7F]|\xC2[\x80-\x9F]/;

// Strings with a body (DCS, SOS, OSC, PM, APC), CSI, other escapes, single controls.
const controls =
  /\x1B[P\]X^_][^\x07\x1B\n]*(?:\x07|\x1B\\)?|\x1B\[[0-?]*[ -/]*[@-~]?|\x1B[ -/]*[0-~]?|[\x00-\x07\x0B\x0C\x0E-\x1F\x7F]|\xC2[\x80-\x9F]/g;

// Colours (SGR), erasing within the line (EL), moving within the line (CHA, CUF, CUB), BEL.
const allowed = /^(?:\x1B\[[0-9;:]*m|\x1B\[[012]?K|\x1B\[[0-9]*[GCD]|\x07)$/;

// The beginning of a sequence at the very end.
const unfinished = /(?:\x1B(?:\[[0-?]*[ -/]*|[P\]X^_][^\x07\x1B\n]*\x1B?|[ -/]*)?|\xC2)$/;
