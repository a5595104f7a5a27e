// The native part of better-sqlite3, for the Node that runs this: there already, prebuilt, or compiled. Its own install
// script would compile against headers it downloads; those that came with this Node do as well, behind any firewall.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);

/** Whether it is there and made for this Node: another version's cannot be opened. */
function loads(addon) {
  const opened = spawnSync(process.execPath, ["-e", `process.dlopen({ exports: {} }, ${JSON.stringify(addon)})`], { stdio: "ignore" });
  return existsSync(addon) && opened.status === 0;
}

const run = (script, args, cwd, env = process.env) => spawnSync(process.execPath, [script, ...args], { cwd, env, encoding: "utf8" });

/** The environment for node-gyp: where this Node brought its headers along, they are the right ones, whatever npm is set to. */
function withHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const env = { ...process.env, CXXFLAGS: `${process.env.CXXFLAGS ?? ""} -include ${JSON.stringify(join(import.meta.dirname, "object-wrap.h"))}`.trim() };
  return existsSync(join(prefix, "include/node/node.h")) ? { ...env, npm_config_nodedir: prefix } : env;
}

/** npm carries node-gyp and tells its scripts where. */
function nodeGyp() {
  const told = process.env.npm_config_node_gyp;
  if (told !== undefined && existsSync(told)) return told;
  const beside = join(dirname(dirname(process.env.npm_execpath ?? process.execPath)), "node_modules/node-gyp/bin/node-gyp.js");
  return existsSync(beside) ? beside : null;
}

/** Makes it, if need be. Throws what the compiler said where nothing helped. */
export function native() {
  const folder = join(root, "node_modules/better-sqlite3");
  if (!existsSync(folder)) return;
  const addon = join(folder, "build/Release/better_sqlite3.node");
  if (loads(addon)) return;
  run(require.resolve("prebuild-install/bin.js", { paths: [folder] }), [], folder);
  if (loads(addon)) return;
  const gyp = nodeGyp();
  if (gyp === null) throw new Error("better-sqlite3 has to be compiled: npm rebuild better-sqlite3");
  const { stdout, stderr } = run(gyp, ["rebuild", "--release"], folder, withHeaders());
  if (!loads(addon)) throw new Error(`better-sqlite3 could not be compiled (it needs python3, make and a C++ compiler):\n${stdout}${stderr}`);
}
