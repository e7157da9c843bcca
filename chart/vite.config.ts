import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

// File names are fixed: the Django templates name them, and its storage adds the hashes.
export default defineConfig({
  base: "./",
  build: {
    outDir: here("../src/unknot/web/static/unknot/chart"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    sourcemap: false,
    reportCompressedSize: true,
    rollupOptions: {
      input: {
        body: here("src/element/index.ts"),
        page: here("src/page/main.ts"),
        release_worker: here("src/worker/main.ts"),
      },
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
  test: { include: ["tests/**/*.test.ts"], environment: "node" },
});
