// The current schema in graphql/ and the schema of the last release.
import { readFileSync, readdirSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';

const files = new URL('../../../graphql/', import.meta.url);
const releasedFile = new URL('released/schema.graphql', import.meta.url);

export function currentSchema() {
  const texts = readdirSync(files).map((file) => readFileSync(new URL(file, files), 'utf8'));
  return buildSchema(texts.join('\n'));
}

export function releasedSchema() {
  return buildSchema(readFileSync(releasedFile, 'utf8'));
}

export function sortedSdl(schema) {
  return printSchema(lexicographicSortSchema(schema)) + '\n';
}

export { releasedFile };
