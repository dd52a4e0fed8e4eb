// What GraphQL-ESLint asks of the schema and of the operations. Paths count from the project's root.
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
      // What fits a line stands on one, and everything else in a block; the rule knows one or the other only.
      '@graphql-eslint/description-style': 'off',
      // What has an identity has an id, and nothing else has: lint.mjs asks for both.
      '@graphql-eslint/strict-id-in-types': 'off',
      // Connections have `nodes` beside `edges`, and short lists, such as the tickets of an event, have no pages.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    },
  },
  {
    files: ['src/web/operations/*.graphql'],
    rules: {
      ...configs['flat/operations-recommended'].rules,
      // Examples ask for what they show; an id is for those who keep things by it.
      '@graphql-eslint/require-selections': 'off',
    },
  },
];
