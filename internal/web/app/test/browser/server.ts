import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import type { TestProject } from "vitest/node";
import { build } from "vite";
import { answer } from "../mock/server.ts";

const dist = join(import.meta.dirname, "../../../dist");
const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };

/** Serves the built page under Sillat's own policy, and the made-up networks as its API. */
function serve(): Promise<Server> {
  const server = createServer((request, response) => {
    if (answer(request, response)) return;
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    const file = extname(path) ? path : "/index.html";
    readFile(join(dist, file)).then(
      (body) => {
        response.writeHead(200, {
          "Content-Type": types[extname(file)] ?? "application/octet-stream",
          "Content-Security-Policy": "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'self'",
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

/** Tests run against SILLAT_URL when it is set, else against a page built for them and a mock of the API. */
export default async function setup(project: TestProject): Promise<() => void> {
  const running = process.env["SILLAT_URL"];
  if (running) {
    project.provide("url", running.replace(/\/$/, ""));
    return () => {};
  }
  await build({ logLevel: "warn" });
  const server = await serve();
  project.provide("url", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => server.close();
}

declare module "vitest" {
  export interface ProvidedContext {
    url: string;
  }
}
