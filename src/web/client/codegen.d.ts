export declare const scalars: Record<string, 'number' | 'string'>;

/**
 * The options of GraphQL Code Generator that fit this schema. Objects have a mandatory `__typename`, which normalised caches add to
 * each selection and optimistic responses need.
 */
export declare const config: { strictScalars: true; nonOptionalTypename: true; scalars: typeof scalars };

/** The path of the schema file. */
export declare const schema: string;
