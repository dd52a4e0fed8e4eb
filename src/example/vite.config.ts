import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { viewerApi } from './viewer-api.ts';

const marquee = process.env.MARQUEE_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), viewerApi(marquee)],
  server: { proxy: { '/graphql': { target: marquee, ws: true } } },
  // The package is a link to the folder in which the build makes it.
  resolve: { preserveSymlinks: true },
  optimizeDeps: { exclude: ['marquee-client'] },
});
