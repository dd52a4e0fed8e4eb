import { relayPagination } from '@urql/exchange-graphcache/extras';
import { connections, embeddedTypes, introspection, lookups, naturalKeys } from './schema.js';

export const keys = {
  ...Object.fromEntries(embeddedTypes.map((type) => [type, () => null])),
  ...Object.fromEntries(Object.entries(naturalKeys).map(([type, key]) => [type, (object) => object[key] ?? null])),
};

const mergePages = relayPagination();

/** `relayPagination` skips a field without any argument, which is a list that is not paged. */
function connection(parent, args, cache, info) {
  return mergePages(parent, args, cache, info) ?? cache.resolve(info.parentKey, info.fieldKey);
}

export const resolvers = {};
for (const { type, field } of connections) {
  resolvers[type] = { ...resolvers[type], [field]: connection };
}
for (const [field, __typename] of Object.entries(lookups)) {
  resolvers.Query = { ...resolvers.Query, [field]: (_, { id }) => ({ __typename, id }) };
}

export const cacheOptions = { schema: introspection, keys, resolvers };
