import { defineConfig, type Plugin } from "vite";
import { answer } from "./test/mock/server.ts";

// `npm run dev` talks to a running Sillat, or, with SILLAT_MOCK=1, to the made-up networks that the tests use.
const mock: Plugin = {
  name: "mock-api",
  apply: "serve",
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      if (!answer(request, response)) next();
    });
  },
};

export default defineConfig({
  plugins: process.env["SILLAT_MOCK"] ? [mock] : [],
  server: { proxy: process.env["SILLAT_MOCK"] ? {} : { "/api": process.env["SILLAT_URL"] ?? "http://127.0.0.1:8080" } },
  build: {
    outDir: "../dist",
    // public/ holds a .gitkeep, so emptying the folder keeps the one that the repository tracks.
    emptyOutDir: true,
    target: "es2022",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: true,
  },
});
