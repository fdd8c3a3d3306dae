import { type Definition, defined, inJobs, inOtherRows, inRows, type Spotted } from './names-definition.js';
import { cComments, headIn, sourceLines } from './names-text.js';

/** Classes of a PHP file with their namespace, as Laravel and Symfony store them. */
export function phpDefinitions(path: string, text: string): readonly Definition[] {
  const lines = sourceLines(text, cComments);
  const spotted: Spotted[] = [];
  let namespace = '';
  for (const [at, line] of lines.entries()) {
    namespace = /^\s*(?:<\?php\s+)?namespace\s+([\w\\]+)/.exec(line)?.[1] ?? namespace;
    const [, name, base, roles = ''] =
      /^\s*(?:(?:abstract|final|readonly)\s+)*class\s+(\w+)(?:\s+extends\s+([\w\\]+))?(?:\s+implements\s+([\w\\, ]+))?/.exec(
        headIn(lines, at),
      ) ?? [];
    if (name !== undefined) {
      const full = namespace === '' ? name : `${namespace}\\${name}`;
      spotted.push({ name: full, at, marks: roles, ...(base === undefined ? {} : { base }) });
    }
  }
  return defined(path, lines, spotted, (one, body) => storedAs(path, one, body));
}

function storedAs(path: string, { base = '', marks = '' }: Spotted, body: string): string | undefined {
  if (/\bShouldQueue\b/.test(`${marks} ${body}`) || /(?:^|\/)Jobs\//i.test(path)) {
    return inJobs;
  }

  if (
    /->morph(?:Many|One|ToMany|edByMany)\s*\(|^[ \t]*use\s+[^;]{0,300}\b(?:Notifiable|HasApiTokens|HasRoles|Billable)\b/m.test(
      body,
    )
  ) {
    return inOtherRows;
  }

  const isModel = /(?:^|\/)(?:Models?|Entity|Entities|Documents?)\//i.test(path);
  return isModel && base !== '' && !roots.test(base) ? inRows : undefined;
}

const roots =
  /^\\?(?:[\w\\]*\\)?(?:Model|Pivot|MorphPivot|Authenticatable|Eloquent|Controller|\w*Repository|\w+(?:Query|Builder|Collection|Factory|Controller)|\w*(?:Exception|Error)|Enum)$/;
