import type { CodegenConfig } from '@graphql-codegen/cli';
import { config, schema } from 'marquee-client/codegen';

export default {
  schema,
  documents: ['src/*.{tsx,graphql}'],
  generates: { 'src/gql/': { preset: 'client', presetConfig: { fragmentMasking: false }, config } },
} satisfies CodegenConfig;
