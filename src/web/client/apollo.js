import { relayStylePagination } from '@apollo/client/utilities';
import { connections, embeddedTypes, lookups, possibleTypes } from './schema.js';

/** Adds the fields of another selection of the same value. If a field has changed, the value is a new one and replaces the old one. */
function mergeSelections(existing, incoming, { mergeObjects }) {
  const equal = (name) => JSON.stringify(existing[name]) === JSON.stringify(incoming[name]);
  const isSame = existing && Object.keys(incoming).every((name) => !(name in existing) || equal(name));
  return isSame ? mergeObjects(existing, incoming) : incoming;
}

/** Merges the pages of a connection, also if a query selects its `nodes` instead of its `edges`. */
function connection(keyArgs) {
  const edges = relayStylePagination(keyArgs.length > 0 && keyArgs);
  return {
    ...edges,
    read(existing, options) {
      const read = edges.read(existing, options);
      return read?.nodes ? { ...read, nodes: read.nodes.filter(options.canRead) } : read;
    },
    merge(existing, incoming, options) {
      const merged = edges.merge(existing, incoming, options);
      const { after, before } = options.args ?? {};
      if (existing?.nodes && incoming?.nodes && (after || before)) {
        const present = new Set(existing.nodes.map(({ __ref }) => __ref));
        const added = incoming.nodes.filter(({ __ref }) => !__ref || !present.has(__ref));
        merged.nodes = after ? [...existing.nodes, ...added] : [...added, ...existing.nodes];
      }
      return merged;
    },
  };
}

/** An object that a list has loaded is found by its id, too. */
function lookup(typename) {
  return {
    read: (existing, { args, toReference }) =>
      existing === undefined && args?.id ? toReference({ __typename: typename, id: args.id }) : existing,
  };
}

function fieldPolicies(type) {
  const ofConnections = connections.filter((field) => field.type === type);
  return {
    ...Object.fromEntries(ofConnections.map(({ field, keyArgs }) => [field, connection(keyArgs)])),
    ...(type === 'Query' && Object.fromEntries(Object.entries(lookups).map(([field, name]) => [field, lookup(name)]))),
  };
}

const parents = ['Query', ...connections.map(({ type }) => type)];

/** An object without an id belongs to the object that contains it. */
export const typePolicies = Object.fromEntries(embeddedTypes.map((type) => [type, { keyFields: false, merge: mergeSelections }]));
for (const type of parents) {
  typePolicies[type] = { ...typePolicies[type], fields: fieldPolicies(type) };
}

export const cacheOptions = { possibleTypes, typePolicies };
