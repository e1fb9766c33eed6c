import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../../..");
const binary = join(root, "bin/sillat");

export const account = { name: "aino", password: "three bridges over the river" };

/** Somebody who may look at the networks and change nothing. */
export const viewer = { name: "onni", password: "seven bridges over the sound" };

/** A network of which two actors have no sector, and without any dates: its figures come with notices. */
const patchy = {
  "actors.csv": `id,name,sector\n${Array.from({ length: 14 }, (_, i) => `a${i},Toimija ${i},${["julkinen", "yksityinen", "kolmas"][i % 3]}`).join("\n")}\nx0,Toimija X,\nx1,Toimija Y,\n`,
  "collaborations.csv": `source,target\n${Array.from({ length: 14 }, (_, i) => `a${i},a${(i + 3) % 14}`).join("\n")}\na0,a1\na2,x0\nx0,x1\n`,
};

/** A service that asks for a login, on a free port and with a store of its own. */
export interface Guarded {
  readonly origin: string;
  stop(): void;
}

/** Starts the real service with the demo network and one account; nothing stands in for it, for who may see what is its word. */
export async function startGuarded(): Promise<Guarded> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: make build`);
  const folder = mkdtempSync(join(tmpdir(), "sillat-guarded-"));
  const store = ["--store", `sqlite:${join(folder, "store.db")}`];
  const run = (args: string[], input = ""): void => { execFileSync(binary, [...args, ...store], { input, stdio: ["pipe", "ignore", "inherit"] }); };
  run(["import", join(root, "fixtures/demo"), "--network", "demo"]);
  const files = join(folder, "patchy");
  mkdirSync(files);
  for (const [name, text] of Object.entries(patchy)) writeFileSync(join(files, name), text);
  run(["import", files, "--network", "patchy"]);
  run(["access", "add", account.name, "--admin"], account.password);
  run(["access", "add", viewer.name], viewer.password);
  for (const network of ["demo", "patchy"]) run(["access", "grant", network, viewer.name, "viewer"]);
  const service = spawn(binary, ["serve", "--login", "--addr", "127.0.0.1:0", "--cache", "none", ...store], { stdio: ["ignore", "pipe", "inherit"] });
  const stop = (): void => {
    service.once("exit", () => rmSync(folder, { recursive: true, force: true }));
    service.kill();
  };
  const origin = await new Promise<string>((resolve, reject) => {
    let said = "";
    service.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    service.once("exit", (code) => reject(new Error(`the service ended (${code}) before it said where it is: ${said}`)));
  });
  return { origin, stop };
}
