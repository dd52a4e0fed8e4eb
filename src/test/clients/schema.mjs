// The schema as it lies in graphql/, and as it was when it was last released.
import { readFileSync, readdirSync } from 'node:fs';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';

const files = new URL('../../../graphql/', import.meta.url);
const released = new URL('released/schema.graphql', import.meta.url);

export function present() {
  const texts = readdirSync(files).map((file) => readFileSync(new URL(file, files), 'utf8'));
  return buildSchema(texts.join('\n'));
}

export function lastReleased() {
  return buildSchema(readFileSync(released, 'utf8'));
}

export function printed(schema) {
  return printSchema(lexicographicSortSchema(schema)) + '\n';
}

export { released };
