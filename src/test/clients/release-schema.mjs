// Makes the present schema the released one, against which changes are judged: `npm run release-schema`, with each release.
import { writeFileSync } from 'node:fs';
import { present, printed, released } from './schema.mjs';

writeFileSync(released, printed(present()));
