import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { version } from "../../../package.json";
import { isFailure } from "../../app/failure.ts";
import { readConfig, xdgFolder } from "../config.ts";
import { editorOf, isInPath } from "../editor.ts";
import type { Program } from "../program.ts";
import { saidOf } from "../say.ts";
import { type Item, note, ok, wrong } from "./item.ts";

/** The oldest Node this runs on. */
const OLDEST = [20, 19] as const;

function programItem(): Item {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const about = { version, node: process.version, oldest: OLDEST.join(".") };
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]) ? ok("program", "versions", about) : wrong("program", "node_old", about);
}

async function settingsItem({ env }: Program): Promise<Item> {
  const path = `${xdgFolder(env, "XDG_CONFIG_HOME", ".config")}/config.json`;
  try {
    await readConfig(env);
    return existsSync(path) ? ok("settings", "settings", { path }) : ok("settings", "settings_none", { path });
  } catch (error) {
    if (!isFailure(error) || error.problems[0] === undefined) throw error;
    const { what, todo } = saidOf(error.problems[0]);
    return wrong("settings", "settings_broken", { what, todo: todo ?? `edit ${path}` });
  }
}

function isProgram(name: string, path: string): boolean {
  if (!name.includes("/")) return isInPath(name, path);
  try {
    accessSync(name, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function editorItem(program: Program): Item {
  try {
    const [editor = ""] = editorOf(program);
    return isProgram(editor, program.env.PATH ?? process.env.PATH ?? "") ? ok("editor", "editor", { editor }) : wrong("editor", "editor_missing", { editor });
  } catch (error) {
    if (!isFailure(error)) throw error;
    return error.problems[0]?.key === "editor_none" ? note("editor", "editor_none") : wrong("editor", "editor_unreadable");
  }
}

/** Where each shell finds what Tab needs, below the home: a file of its own, or a line in what it reads first. */
const COMPLETIONS: Readonly<Record<string, { readonly files: readonly string[]; readonly lines: readonly string[]; readonly put: string }>> = {
  bash: {
    files: [".local/share/bash-completion/completions/itsm"],
    lines: [".bashrc", ".bash_profile", ".profile"],
    put: "~/.local/share/bash-completion/completions/itsm",
  },
  zsh: { files: [".zfunc/_itsm", "_itsm"], lines: [".zshrc"], put: "~/.zfunc/_itsm" },
  fish: { files: [".config/fish/completions/itsm.fish"], lines: [".config/fish/config.fish"], put: "~/.config/fish/completions/itsm.fish" },
};

function mentions(path: string): boolean {
  try {
    return /itsm completion/.test(readFileSync(path, "utf8"));
  } catch {
    return false;
  }
}

function completionItem({ env }: Program): Item {
  const shell = basename(env.SHELL ?? "");
  const known = COMPLETIONS[shell];
  const home = env.HOME;
  if (known === undefined || home === undefined) return ok("completion", "completion_no_shell");
  const found = known.files.some((file) => existsSync(`${home}/${file}`)) || known.lines.some((file) => mentions(`${home}/${file}`));
  return found ? ok("completion", "completion", { shell }) : note("completion", "completion_none", { shell, put: known.put });
}

/** The program itself and what it leans on. */
export const programItems = async (program: Program): Promise<readonly Item[]> => [
  programItem(),
  await settingsItem(program),
  editorItem(program),
  completionItem(program),
];
