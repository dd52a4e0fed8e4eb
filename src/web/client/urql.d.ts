import type { CacheExchangeOpts, KeyingConfig } from '@urql/exchange-graphcache';

/** The keys of all types. An object without an id, or whose id is not selected, belongs to the object that contains it. */
export declare const keys: KeyingConfig;

/** Merges the pages of connections, and finds objects by their id that a list has loaded. */
export declare const resolvers: NonNullable<CacheExchangeOpts['resolvers']>;

/** For `cacheExchange(cacheOptions)`. */
export declare const cacheOptions: Required<Pick<CacheExchangeOpts, 'schema' | 'keys' | 'resolvers'>>;
