import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const defaultOutDir = fileURLToPath(new URL('../../target/classes/static/graphiql', import.meta.url));

export default defineConfig({
  base: '/graphiql/',
  build: {
    outDir: process.env.GRAPHIQL_OUT_DIR ?? defaultOutDir,
    emptyOutDir: true,
    // The licences of the bundled packages require that their text is distributed with them.
    license: { fileName: 'licenses.md' },
  },
  worker: { format: 'es' },
});
