import { existsSync, statSync } from "node:fs";
import { fail } from "../app/failure.ts";
import type { Register } from "../app/ports.ts";
import type { Zone } from "../domain/time/zone.ts";
import { cleanLine } from "../render/clean.ts";
import { clockOf } from "./clock.ts";
import { colourWanted } from "./colour-wanted.ts";
import { type Config, placeOf } from "./config.ts";
import { actorOf } from "./identity.ts";
import { type Environment, type Flags, LANGUAGES, type Language, type Program, type RegisterWanted, type Surroundings } from "./program.ts";
import { isServerAddress } from "./server-address.ts";
import { shownOn } from "./shown-on.ts";
import { isSwitchedOn } from "./switched-on.ts";
import type { VerbRow } from "./verb-row.ts";
import { waitOf } from "./waiting.ts";
import { zoneNamed } from "./zone.ts";

/** What a register is called that nobody named. */
const REGISTER_NAME = "desk";

/** The program of one run. What a person wrote wrongly fails here, what nobody asks for is not worked out. */
export function programOf(around: Surroundings, row: VerbRow, flags: Flags, config: Config): Program {
  const { env, io } = around;
  const text = (name: string): string | undefined => flags[name] as string | undefined;
  const clock = clockOf(env.ITSM_NOW, around.milliseconds);
  const zoneName = text("tz") ?? (env.ITSM_TZ || undefined) ?? config.tz ?? null;
  let zone: Zone | null = zoneName === null ? null : zoneNamed(zoneName);
  const named =
    text("as") !== undefined
      ? actorOf(text("as")!, "--as")
      : env.ITSM_USER
        ? actorOf(env.ITSM_USER, "ITSM_USER")
        : config.user === undefined
          ? null
          : actorOf(config.user, "config.json");
  const forbidden = flags["no-input"] === true || isSwitchedOn(env.ITSM_NO_INPUT) || isSwitchedOn(env.CI) || config.noInput === true;
  const say = async (key: string, about: Readonly<Record<string, unknown>> = {}): Promise<string> => (await import("./say.ts")).say({ key, with: about });
  const program: Program = {
    argv: around.argv,
    env,
    io,
    doors: around.doors,
    row,
    flags,
    config,
    clock,
    get zone() {
      zone ??= zoneNamed(null);
      return zone;
    },
    get me() {
      return named ?? around.osUser();
    },
    get via() {
      return around.osUser();
    },
    get place() {
      return placeOf(text("db"), env, config).place;
    },
    language: languageOf(text("lang"), env, config),
    get mayAsk() {
      return !forbidden && io.stdin.isTerminal && io.stderr.isTerminal;
    },
    accessible: isSwitchedOn(env.ITSM_ACCESSIBLE),
    quiet: flags.quiet === true,
    stdinTaken: { by: null },
    colourOn: (stream) => colourWanted(text("color"), env, config, io[stream].isTerminal),
    ask: () => around.doors.ask({ plain: program.accessible || env.TERM === "dumb", colour: program.colourOn("stderr") }),
    say,
    tell(text) {
      if (!program.quiet) for (const line of shownOn(io.stderr, [cleanLine(text)])) io.stderr.write(`${line}\n`);
    },
    async notice(key, about) {
      if (program.quiet) return;
      const { noticeLines } = await import("./say.ts");
      io.stderr.write(`${noticeLines(io.stderr, { key, with: about ?? {} }).join("\n")}\n`);
    },
    async openRegister(mode, about = {}) {
      const { place, named: byName } = placeOf(about.at ?? text("db"), env, config);
      const register = await openAt(program, place, byName, mode, about);
      around.opened?.(register);
      return register;
    },
  };
  return program;
}

/** The flag and the settings were checked where they were read. */
function languageOf(flag: string | undefined, env: Environment, config: Config): Language {
  const named = env.ITSM_LANG || undefined;
  if (named !== undefined && !LANGUAGES.includes(named as Language))
    throw fail("usage", "value_no_choice", { flag: "ITSM_LANG", value: named, choices: LANGUAGES, near: null });
  return (flag ?? named ?? config.lang ?? LANGUAGES[0]) as Language;
}

/** Whether there is nothing to open yet, or something that the store has to look at first. */
function isNothing(place: string): boolean {
  try {
    return (statSync(place, { throwIfNoEntry: false })?.size ?? 0) === 0;
  } catch {
    return true;
  }
}

async function openAt(
  program: Program,
  place: string,
  named: boolean,
  mode: "read" | "write" | "make",
  { name = REGISTER_NAME, upgrade, wait = waitOf(program, place) }: RegisterWanted,
): Promise<Register> {
  if (isServerAddress(place)) return (await import("./open-server.ts")).openServer(program, place, mode, { name, upgrade });
  if (mode === "read" && !named && !existsSync(place)) {
    await program.notice("register_not_yet", { place });
    return (await import("./empty-register.ts")).emptyRegister(place);
  }
  const create = mode === "read" ? "no" : named ? "file" : "folders";
  const open = (): Promise<Register> => program.doors.openSqlite(place, { create, name, now: program.clock.now, wait, upgrade: upgrade ?? true });
  if (mode !== "write" || !isNothing(place) || !(await program.doors.isMissing(place, create))) return open();
  return (await import("./later-register.ts")).laterRegister(place, open);
}
