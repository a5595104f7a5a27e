import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Home, makeHome } from "./home.ts";

/** The receiver that README shows, as it stands there. */
const [, SCRIPT = ""] = /^```js\n(\/\/ alerts-in\.mjs.*?)^```$/ms.exec(readFileSync(join(import.meta.dirname, "../../README.md"), "utf8")) ?? [];
const ALERT = { labels: { alertname: "Down", severity: "critical", instance: "db1" }, annotations: {}, startsAt: "2026-11-24T02:00:00Z", fingerprint: "f1" };
const payload = (status: string): string => JSON.stringify({ receiver: "desk", groupLabels: {}, alerts: [{ ...ALERT, status }] });

let home: Home;
let receiver: ChildProcess;
let port = 0;

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => done(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

async function listening(): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const open = await new Promise<boolean>((done) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        done(true);
      });
      socket.on("error", () => done(false));
    });
    if (open) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("the receiver does not listen");
}

const post = async (kind: string, body: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}/${kind}`, { method: "POST", body })).status;

beforeAll(async () => {
  home = makeHome();
  port = await freePort();
  const file = join(home.folder, "alerts-in.mjs");
  writeFileSync(file, SCRIPT);
  receiver = spawn(process.execPath, [file], { env: { ...home.env, PORT: `${port}` }, stdio: "ignore" });
  await listening();
}, 30_000);
afterAll(() => {
  receiver.kill();
  home.remove();
});

it("the receiver of README takes in what Alertmanager posts, and answers what can be told", async () => {
  expect(await post("alertmanager", payload("firing"))).toBe(200);
  expect(await post("alertmanager", payload("firing"))).toBe(200);
  expect(await post("alertmanager", payload("resolved"))).toBe(200);
  expect(await post("alertmanager", '{"alerts":[')).toBe(400);
  expect(await post("nagios", payload("firing"))).toBe(404);
  const { stdout } = await home.shell("bash", "itsm list --all --format '{id} {priority} {occurrences} {ci} {title}'; itsm op list --format '{actor} {verb}'");
  expect(stdout.split("\n")).toEqual(["INC-1 high 2 db1 Down", "alertmanager intake", "alertmanager intake", "alertmanager intake", ""]);
});

it("a sender that hangs up in the middle leaves nothing behind, and nobody waits for it", async () => {
  await new Promise<void>((done) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`POST /json HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{"key":"k","title":"cut o`);
      setTimeout(() => socket.destroy(), 300);
    });
    socket.on("close", () => done());
  });
  expect(await post("json", JSON.stringify({ key: "next", title: "Next" }))).toBe(200);
  const { stdout } = await home.shell("bash", "itsm list --all --format '{title}'");
  expect(stdout).toBe("Down\nNext\n");
});
