import type { InMemoryCacheConfig, TypePolicies } from '@apollo/client';

/** How Apollo Client's cache identifies the objects of each type and merges their fields. */
export declare const typePolicies: TypePolicies;

/** For `new InMemoryCache(cacheOptions)`. */
export declare const cacheOptions: InMemoryCacheConfig;
