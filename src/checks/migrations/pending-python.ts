import { bracketed, type Listed, type PendingFormat } from './pending-read.js';

/** `--plan` names the application on each line; without it, it stands alone on a line before them. */
export const django: PendingFormat = {
  framework: 'django',
  tool: 'showmigrations',
  read(lines) {
    const planned = bracketed(lines, /^([\w-]+\.\w+)(?: .*)?$/);
    if (planned !== undefined) {
      return planned;
    }

    let app = '';
    const full = lines.map((line) => {
      app = /^([A-Za-z_]\w*)$/.exec(line)?.[1] ?? app;
      return app === '' ? line : line.replace(/^(\s*\[[ X]\] )(\d\w*)/, `$1${app}.$2`);
    });
    return bracketed(full, /^([\w-]+\.\w+)(?: .*)?$/);
  },
};

/** The revision the database is at; which ones have still to run, the files tell. */
export const alembic: PendingFormat = {
  framework: 'alembic',
  tool: 'alembic current',
  read(lines) {
    const told = lines.filter((line) => line.trim() !== '' && !/^(?:INFO|DEBUG|WARNING?)\b/.test(line));
    const listed = told.flatMap((line): readonly Listed[] => {
      const [, id] = /^(?:Rev: )?(?=\w*\d|\w+ \()(\w{4,40})(?: \([\w ,]+\))*$/.exec(line) ?? [];
      return id === undefined ? [] : [{ id, state: 'applied' }];
    });
    const isEmpty = told.length === 0 && lines.some((line) => /alembic\.runtime\.migration/.test(line));
    return isEmpty || (listed.length > 0 && listed.length === told.length) ? listed : undefined;
  },
};
