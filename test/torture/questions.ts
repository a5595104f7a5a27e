import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hasTerminals, homeWith, type Key } from "../acceptance/home.ts";
import { makeDesk, stateOf } from "./calls.ts";
import type { Case, Control, Findings } from "./case.ts";
import { count } from "./case.ts";
import type { Ground } from "./ground.ts";

/** A call that asks, with its questions and what is answered to go on to the next. */
interface Talk {
  readonly call: string;
  readonly questions: readonly (readonly [question: string, answer: string])[];
  /** Answers are kept for `--resume`, behind the first of them. */
  readonly drafts?: true;
}

const ENTER = "\r";
const TALKS: readonly Talk[] = [
  {
    call: "log",
    questions: [
      ["What is it about?", `VPN drops${ENTER}`],
      ["Is it one of these?", ENTER],
      ["Who reports it?", `Sari${ENTER}`],
      ["How can they be reached?", ENTER],
      ["How did it come in?", ENTER],
      ["What is it a matter of?", ENTER],
      ["Who is affected?", "2"],
      ["Can they work meanwhile?", "3"],
      ["More details?", ENTER],
      ["What happens with it now?", ENTER],
      ["Is that right?", ENTER],
    ],
    drafts: true,
  },
  {
    call: "hold 1",
    questions: [
      ["What is it waiting for?", "6"],
      ["Until when?", ENTER],
    ],
  },
  { call: "cancel 1", questions: [["Why should it never have been logged?", ENTER]] },
  {
    call: "resolve 1",
    questions: [
      ["Resolution code", "1"],
      ["How was service restored?", ENTER],
    ],
  },
  {
    call: "close 1",
    questions: [
      ["Resolution code", "1"],
      ["How was service restored?", ENTER],
    ],
  },
  { call: "reopen 4", questions: [["Why is it not over?", ENTER]] },
  {
    call: "escalate 1",
    questions: [
      ["Which group gets it?", "2"],
      ["Why is it handed over?", ENTER],
    ],
  },
  { call: "note 1", questions: [["Note", ENTER]] },
  { call: "workaround 1", questions: [["How can people go on working?", ENTER]] },
  {
    call: "assign 2",
    questions: [
      ["Who gets it?", "4"],
      ["Name", ENTER],
    ],
  },
  { call: "affected 1", questions: [["Who else is hit?", ENTER]] },
  { call: "edit 1 --major", questions: [["Why is it changed?", ENTER]] },
  { call: "note 1..12 Seen", questions: [["Go on?", ENTER]] },
  {
    call: "policy apply rules.yaml",
    questions: [
      ["open tickets", ENTER],
      ["Apply it as version 2?", ENTER],
    ],
  },
];

const ENDS = [
  ["Ctrl-C", "\u0003", 130],
  ["Ctrl-D", "\u0004", 7],
  ["TERM", null, 143],
  ["HUP", null, 129],
] as const;
type End = (typeof ENDS)[number];

/** A question, as the place in its talk. */
interface Moment {
  readonly talk: Talk;
  readonly at: number;
}

const MOMENTS: readonly Moment[] = TALKS.flatMap((talk) => talk.questions.map((_, at) => ({ talk, at })));

/** Ends a call at a question, and says what is wrong with how it ended. */
async function endedAt(
  { folder, world }: Ground,
  register: string,
  { talk, at }: Moment,
  [name, key]: End | readonly ["KILL", null, number],
): Promise<readonly string[]> {
  const home = homeWith(register);
  try {
    const signal = (): void => void process.kill(Number(readFileSync(join(home.folder, "pid"), "utf8")), `SIG${name}` as NodeJS.Signals);
    const keys: readonly Key[] = talk.questions.slice(0, at + 1).map(([after, answer], i) => ({ after, type: i < at ? answer : (key ?? signal) }));
    const call = talk.call.replace("rules.yaml", join(folder, "rules.yaml"));
    const before = stateOf(home.register);
    const { stdout } = await home.terminal(`stty -a > before; sh -c 'echo $$ > pid; exec itsm ${call}'; echo "[$?]"; stty -a > after`, keys, {
      columns: 80,
      rows: 30,
      pause: 60,
    });
    if (!existsSync(join(home.folder, "after"))) return [`did not come to its end: ${JSON.stringify(stdout.slice(-300))}`];
    const [was, is] = ["before", "after"].map((file) => readFileSync(join(home.folder, file), "utf8"));
    const code = Number(/\[(\d+)\]/.exec(stdout)?.[1] ?? -1);
    const wanted = ENDS.find(([each]) => each === name)?.[2] ?? 137;
    const state = join(home.folder, ".local/state/itsm");
    const drafts = existsSync(state) ? readdirSync(state).filter((file) => file.startsWith("draft-")).length : 0;
    const kept = talk.drafts === true && at > 0;
    return [
      ...(code === wanted ? [] : [`ended with ${code}, not ${wanted}`]),
      ...(was === is ? [] : ["left the terminal otherwise than it was"]),
      ...(stdout.lastIndexOf("\u001b[?2004h") > stdout.lastIndexOf("\u001b[?2004l") ? ["left bracketed paste on"] : []),
      ...(stdout.lastIndexOf("\u001b[?25l") > stdout.lastIndexOf("\u001b[?25h") ? ["left the cursor hidden"] : []),
      ...(stateOf(home.register) === before ? [] : ["wrote to the register"]),
      ...(kept && drafts !== 1 ? ["kept no draft"] : []),
      ...(/\n\s+at .*:\d+/.test(stdout) ? ["showed a stack trace"] : []),
      ...((await world.itsm(`audit verify --db ${home.register}`)).code === 0 ? [] : ["left a register that is not whole"]),
    ];
  } finally {
    home.remove();
  }
}

async function control(ground: Ground, register: string): Promise<Control> {
  const wrong = await endedAt(ground, register, { talk: TALKS[0] as Talk, at: 2 }, ["KILL", null, 137]);
  return { what: "SIGKILL, which no program can see to", found: wrong.length > 0 ? wrong.join(", ") : null };
}

async function questions(ground: Ground, size: number): Promise<Findings> {
  const { place } = await makeDesk(ground);
  const all = MOMENTS.flatMap((moment) => ENDS.map((end) => [moment, end] as const));
  // A step that has no factor in common with their number goes through all of them.
  const first = Math.floor(Math.random() * all.length);
  const tried = Array.from({ length: Math.min(size, all.length) }, (_, i) => all[(first + i * 37) % all.length] as (typeof all)[number]);
  const faults: string[] = [];
  for (const [moment, end] of tried) {
    const { talk, at } = moment;
    const wrong = await endedAt(ground, place, moment, end);
    faults.push(...wrong.map((fault) => `${end[0]} at "${talk.questions[at]?.[0]}" of ${talk.call}: ${fault}`));
  }
  return {
    done: `${count(tried.length)} ends (${ENDS.map(([name]) => name).join(", ")}) at ${MOMENTS.length} questions of ${TALKS.length} calls`,
    faults,
    control: await control(ground, place),
  };
}

export const QUESTIONS: Case = {
  name: "questions",
  store: "sqlite",
  of: "ends",
  sizes: { ci: 6, usual: 30, full: 1000 },
  missing: () => (hasTerminals() ? null : "needs util-linux's script"),
  run: questions,
};
