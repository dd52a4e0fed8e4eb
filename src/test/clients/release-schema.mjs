// Copies the current schema to the file of the released schema, against which changes are checked: run `npm run release-schema`
// with each release.
import { writeFileSync } from 'node:fs';
import { currentSchema, sortedSdl, releasedFile } from './schema.mjs';

writeFileSync(releasedFile, sortedSdl(currentSchema()));
