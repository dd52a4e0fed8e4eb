// The GraphQL-ESLint rules for the schema and the operations. Paths are relative to the project's root.
import graphql from '@graphql-eslint/eslint-plugin';

const { configs, parser } = graphql;

export default [
  {
    files: ['**/*.graphqls', '**/*.graphql'],
    languageOptions: { parser },
    plugins: { '@graphql-eslint': graphql },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
  },
  {
    files: ['graphql/*.graphqls'],
    rules: {
      ...configs['flat/schema-recommended'].rules,
      ...configs['flat/schema-relay'].rules,
      // Descriptions that fit on a line are inline, others are blocks; the rule enforces one style for all.
      '@graphql-eslint/description-style': 'off',
      // Only types that implement Node have an id, which lint.mjs checks.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Connections have `nodes` besides `edges`, and short lists, such as the tickets of an event, are not paginated.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
  {
    files: ['src/web/operations/*.graphql'],
    rules: {
      ...configs['flat/operations-recommended'].rules,
      // Examples select only what they show; an id is needed only for a normalised cache.
      '@graphql-eslint/require-selections': 'off',
    },
  },
];
