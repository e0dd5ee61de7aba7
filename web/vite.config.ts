// Builds the two pages, patient (index.html) and front desk (staff.html), into dist/.
// Must not inline any asset, script or style: the server's content security policy allows files only.
import { defineConfig } from 'vitest/config';
import { icuMessages } from './scripts/icu-plugin.ts';

export default defineConfig({
  plugins: [icuMessages()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: { patient: 'index.html', staff: 'staff.html' } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  test: { environment: 'happy-dom', include: ['test/**/*.test.{ts,tsx}'] },
});
