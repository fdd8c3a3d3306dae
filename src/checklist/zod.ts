import { z } from 'zod';

// A checklist is read once: compiling a parser for every object (zod's default) costs more than it saves, and stands
// before the first frame. It has to be said before the first schema is made, hence this module.
z.config({ jitless: true });

export { z };
