import { lineOf, wrongIn } from "./case.ts";
import { CASES } from "./cases.ts";
import { makeGround } from "./ground.ts";

const USAGE = "usage: npm run torture -- [--ci | --full] [--only NAME]... [--size N]\n";

interface Asked {
  readonly sizes: "ci" | "usual" | "full";
  readonly only: ReadonlySet<string>;
  readonly size: number | null;
}

function asked(words: readonly string[]): Asked | null {
  const only = new Set<string>();
  let [sizes, size]: [Asked["sizes"], number | null] = ["usual", null];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i];
    if (word === "--full" || word === "--ci") sizes = word === "--full" ? "full" : "ci";
    else if (word === "--only" && CASES.some(({ name }) => name === words[i + 1])) only.add(words[++i] as string);
    else if (word === "--size" && Number(words[i + 1]) > 0) size = Number(words[++i]);
    else return null;
  }
  return { sizes, only, size };
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const SHOWN_FAULTS = 10;

/** Runs the cases one after the other; resolves to whether all that could run found nothing, and in CI all could. */
async function torture({ sizes, only, size }: Asked, leave: { end: (() => Promise<void>) | null }): Promise<boolean> {
  let good = true;
  for (const each of CASES.filter(({ name }) => only.size === 0 || only.has(name))) {
    const why = each.missing();
    if (why !== null) {
      say(`${each.name.padEnd(14)} ${each.store.padEnd(10)} not run ${why}${each.elsewhere === undefined ? "" : `; ${each.elsewhere}`}`);
      good &&= process.env.CI !== "true" || each.elsewhere !== undefined;
      continue;
    }
    const ground = makeGround();
    leave.end = ground.end;
    try {
      const findings = await each.run(ground, size ?? each.sizes[sizes]);
      say(lineOf(each, findings));
      const wrong = wrongIn(findings);
      for (const fault of wrong.slice(0, SHOWN_FAULTS)) say(`  ${fault}`);
      if (wrong.length > SHOWN_FAULTS) say(`  and ${wrong.length - SHOWN_FAULTS} more`);
      good &&= wrong.length === 0;
    } catch (error) {
      say(`${each.name.padEnd(14)} ${each.store.padEnd(10)} FAILED  ${error instanceof Error ? error.message : String(error)}`);
      good = false;
    } finally {
      leave.end = null;
      await ground.end();
    }
  }
  return good;
}

const options = asked(process.argv.slice(2));
if (options === null) {
  process.stderr.write(`${USAGE}cases: ${CASES.map(({ name }) => name).join(", ")}\n`);
  process.exitCode = 2;
} else {
  const leave: { end: (() => Promise<void>) | null } = { end: null };
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)
    process.once(signal, () => void (leave.end?.() ?? Promise.resolve()).finally(() => process.exit(code)));
  process.exitCode = (await torture(options, leave)) ? 0 : 1;
}
