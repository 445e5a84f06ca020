import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `catena serve` listens while the editor is developed with `vite`. */
const server = process.env['CATENA_SERVER'] ?? 'http://127.0.0.1:4420';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@catena/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1500,
    sourcemap: false,
    rolldownOptions: {
      treeshake: {
        // The form library's front door names a validator that is not used here, and cannot be: it
        // makes code at run time, which the page's content security policy forbids.
        moduleSideEffects: [{ test: /@rjsf.validator-ajv8|[\\/]ajv|fast-uri/, sideEffects: false }],
      },
    },
  },
  worker: { format: 'es' },
  server: {
    proxy: { '/api': { target: server, changeOrigin: true, headers: { origin: server } } },
  },
});
