import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const directory = join(import.meta.dirname, '..', '..', '..', 'dist', 'client');

/** Compressed once here, instead of with every request. Fonts and pictures are compressed in themselves. */
const compressed: Plugin = {
  name: 'compressed-copies',
  apply: 'build',
  closeBundle() {
    const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => /\.(js|css|html|svg)$/.test(name))) {
      const path = join(directory, file);
      const content = readFileSync(path);
      writeFileSync(`${path}.br`, brotliCompressSync(content));
      writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic' } },
  plugins: [compressed],
  build: { outDir: directory, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1_500, assetsInlineLimit: 0 },
  server: {
    port: 7390,
    proxy: { '/api': 'http://127.0.0.1:7300', '/v1': 'http://127.0.0.1:7300', '/live': 'http://127.0.0.1:7300' },
  },
});
