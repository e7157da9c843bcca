import { defineConfig } from "vite";

/** `npm run dev` beside `unknot serve --no-browser --debug`, which serves the body's arrays. */
const server = process.env["UNKNOT_SERVER"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  server: {
    port: 5199,
    proxy: {
      "/body": server,
      "/static": server,
      "^/$": server,
    },
  },
});
