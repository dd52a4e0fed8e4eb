import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const inProject = fileURLToPath(new URL('../../target/classes/static/graphiql', import.meta.url));

export default defineConfig({
  base: '/graphiql/',
  build: {
    outDir: process.env.GRAPHIQL_OUT_DIR ?? inProject,
    emptyOutDir: true,
    // The licences of what is bundled ask to go with it.
    license: { fileName: 'licenses.md' },
  },
  worker: { format: 'es' },
});
