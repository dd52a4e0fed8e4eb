// Runs GraphQL Code Generator's client preset for the operations of GraphiQL and of typed/, with the scalars of .graphqlrc.yml and
// a manifest of persisted documents.
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { addTypenameSelectionDocumentTransform } from '@graphql-codegen/client-preset';
import { loadConfig } from 'graphql-config';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

export async function generateInto(folder, schema) {
  const project = (await loadConfig({ rootDir: root, extensions: [() => ({ name: 'codegen' })] })).getProject();
  const { config } = project.extension('codegen');
  await generate(
    {
      cwd: here,
      schema,
      documents: ['../../web/operations/*.graphql', 'typed/*.ts'],
      importExtension: '.js',
      silent: true,
      generates: {
        [folder]: {
          preset: 'client',
          presetConfig: { persistedDocuments: true },
          config: { ...config, documentMode: 'string', useTypeImports: true },
          // The programs send the documents as they are.
          documentTransforms: [addTypenameSelectionDocumentTransform],
        },
      },
    },
    true,
  );
}

export { here };
