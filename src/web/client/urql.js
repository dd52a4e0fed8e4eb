import { relayPagination } from '@urql/exchange-graphcache/extras';
import { connections, embeddedTypes, entityTypes, introspection, lookups } from './schema.js';

/** An object whose id is not selected belongs to the object that contains it, like one without an id. */
export const keys = {
  ...Object.fromEntries(embeddedTypes.map((type) => [type, () => null])),
  ...Object.fromEntries(entityTypes.map((type) => [type, ({ id }) => id ?? null])),
};

const mergePages = relayPagination();

/** `relayPagination` ignores a field without any argument, which is a list that is not paged. */
function connection(parent, args, cache, info) {
  const hasArguments = Object.keys(args).length > 0;
  return hasArguments ? mergePages(parent, args, cache, info) : cache.resolve(info.parentKey, info.fieldName);
}

/** An object that a list has loaded is found by its id, too. */
function lookup(__typename) {
  return (parent, args, cache, { parentKey, fieldName }) => {
    const known = cache.resolve(parentKey, fieldName, args);
    return known === undefined ? { __typename, id: args.id } : known;
  };
}

export const resolvers = {};
for (const { type, field } of connections) {
  resolvers[type] = { ...resolvers[type], [field]: connection };
}
for (const [field, type] of Object.entries(lookups)) {
  resolvers.Query = { ...resolvers.Query, [field]: lookup(type) };
}

export const cacheOptions = { schema: introspection, keys, resolvers };
