import { LineCounter, parseDocument } from 'yaml';
import { OperatorError, type Place } from '../errors.js';
import { mistake, type Report } from './mistake.js';
import { scanYaml } from './scan-yaml.js';
import { toTree } from './to-tree.js';
import type { Tree } from './tree.js';
import { yamlMistakes } from './yaml-errors.js';

const EXAMPLE = 'see checklists/example.yml of the package';

/**
 * YAML text to a tree with places. Undefined if it could not be read at all; what was wrong has been reported.
 * Refused here, because nothing after it could: bad characters, depth, tags, directives, several documents, duplicate or
 * dangerous keys, merge keys, more than 100 aliases.
 */
export function parseYaml(text: string, file: string, report: Report): Tree | undefined {
  const lines = new LineCounter();
  const place = placesOf(text, file, lines);
  const scanned = scanYaml(text, place);
  scanned.mistakes.forEach(report);
  if (scanned.fatal) {
    return undefined;
  }
  try {
    const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, merge: false, logLevel: 'error' });
    const mistakes = yamlMistakes(document.errors, place, text, scanned.began);
    mistakes.forEach(report);
    if (mistakes.length > 0) {
      return undefined;
    }
    const tree = toTree(document.contents, { text, place, report });
    if (tree.type === 'scalar' && (tree.value === null || tree.source === '')) {
      report(mistake('the file is empty; it needs `checks:`', place(0), EXAMPLE));
      return undefined;
    }
    return tree;
  } catch (error) {
    report(asMistake(error, place(0)));
    return undefined;
  }
}

/** The parser's own line counter is filled while it parses; the scan before it needs places as well. */
function placesOf(text: string, file: string, lines: LineCounter): (offset: number) => Place {
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines.addNewLine(at + 1);
  }
  return (offset) => ({ file, ...lines.linePos(offset) });
}

function asMistake(error: unknown, place: Place): OperatorError {
  if (error instanceof OperatorError) {
    return error;
  }
  if (error instanceof RangeError) {
    return mistake('nested too deeply', place);
  }
  throw error;
}
