import { type Definition, defined, inOtherRows, inRows, type Spotted } from './names-definition.js';
import { cComments, headIn, sourceLines } from './names-text.js';

/** Classes of a JavaScript or TypeScript file, and the models that Sequelize defines by a name. */
export function scriptDefinitions(path: string, text: string): readonly Definition[] {
  const lines = sourceLines(text, cComments);
  const spotted: Spotted[] = [];
  let marks: readonly string[] = [];
  for (const [at, line] of lines.entries()) {
    const [, name, base] =
      /^\s*(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s+([A-Za-z_$][\w$]*)(?:<[^>]*>)?(?:\s+extends\s+([\w$.]+))?/.exec(
        headIn(lines, at),
      ) ?? [];
    const [, model] = /(?:\.define\(\s*|\bmodelName:\s*)['"]([A-Za-z_]\w*)['"]/.exec(line) ?? [];
    const found = name ?? model;
    if (found === undefined) {
      marks = /^\s*@/.test(line) || (marks.length > 0 && line.trim() !== '') ? [...marks.slice(-20), line] : [];
      continue;
    }

    spotted.push({ name: found, at, marks: marks.join('\n'), ...(base === undefined ? {} : { base }) });
    marks = [];
  }
  return defined(path, lines, spotted, (one, body) => storedAs(path, one, body));
}

function storedAs(path: string, { base = '', marks = '' }: Spotted, body: string): string | undefined {
  // TypeORM stores the class name where the decorator names no other value.
  if (/@ChildEntity\(\s*\)/.test(marks)) {
    return inRows;
  }

  if (/constraints:\s*false/.test(body)) {
    return inOtherRows;
  }

  const isModel = /(?:^|\/)(?:models?|entit(?:y|ies))\/|\.(?:entity|model)\.[cm]?[jt]s$/i.test(path);
  return isModel && base !== '' && !roots.test(base) ? inRows : undefined;
}

const roots =
  /^(?:[\w$]+\.)?(?:Model|BaseEntity|Entity|Document|Schema|Object|Array|Map|Set|EventEmitter|Component|PureComponent|HTMLElement|\w*(?:Error|Exception|Controller|Repository))$/;
