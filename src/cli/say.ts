import type { Problem } from "../app/failure.ts";
import { cleanLine } from "../render/clean.ts";
import { CARE_ERRORS, CARE_NOTICES, findingWords, isFinding } from "../words/care.en.ts";
import { DATES } from "../words/dates.en.ts";
import { ERRORS, type Said, STORE_ADVICE } from "../words/errors.en.ts";
import { EDITOR_ERRORS } from "../words/form.en.ts";
import { INTAKE_ERRORS, INTAKE_NOTICES } from "../words/intake.en.ts";
import { NOTICES } from "../words/notices.en.ts";
import { POLICY_NOTICES, policyFault } from "../words/policy.en.ts";
import { POLICY_VERSION_ERRORS, POLICY_VERSION_NOTICES } from "../words/policy-versions.en.ts";
import { atColumn, atLine, ofFlag, queryFault } from "../words/query.en.ts";
import { REDACT_ERRORS, REDACT_NOTICES } from "../words/redact.en.ts";
import { REFUSAL_RULES, refusalWords } from "../words/refusals.en.ts";
import { SERVER } from "../words/server.en.ts";
import { SLA_ERRORS, SLA_NOTICES } from "../words/sla.en.ts";
import { STORE } from "../words/store.en.ts";
import { SWEEP_ERRORS } from "../words/sweep.en.ts";
import { TEMPLATE_FAULTS, unknownOutputField } from "../words/template.en.ts";
import { WATCH_ERRORS } from "../words/watch.en.ts";
import { WRITE_ERRORS, WRITE_WORDS } from "../words/writes.en.ts";
import type { Output } from "./io.ts";
import { shownOn } from "./shown-on.ts";

// biome-ignore lint/suspicious/noExplicitAny: each sentence knows the facts of its own key.
type Sentence = (about: any) => string;

/** Sentences without advice, by the words file that holds them. */
const PLAIN: Readonly<Record<string, Sentence>> = {
  ...NOTICES,
  ...WRITE_WORDS,
  ...CARE_NOTICES,
  ...REDACT_NOTICES,
  ...INTAKE_NOTICES,
  ...POLICY_VERSION_NOTICES,
  ...POLICY_NOTICES,
  ...SLA_NOTICES,
  ...(TEMPLATE_FAULTS as Record<string, Sentence>),
  unknown_output_field: unknownOutputField,
};

function withAdvice(said: string | readonly [string, string]): Said {
  if (typeof said === "string") return { what: said };
  const lines = said[1].split("\n");
  return { what: said[0], facts: lines.slice(0, -1), todo: lines.at(-1)! };
}

/** What a person is told of a problem: what happened, the facts, what to do. Text of others' making is cleaned of what would steer a terminal. */
export function saidOf({ key, with: about }: Problem): Said {
  if (key === "policy_fault") return cleaned({ what: `${about.file}:${about.line}:${about.column}: ${sentenceOf(String(about.fault), about.about)}` });
  const known = ERRORS[key] ?? SERVER[key] ?? INTAKE_ERRORS[key] ?? PLAIN[key];
  if (known !== undefined) {
    const said = known(about);
    return cleaned(typeof said === "string" ? { what: said } : said);
  }
  if (REFUSAL_RULES.includes(key)) {
    const { message, hint } = refusalWords(key, about);
    return cleaned({ what: message, todo: hint ?? undefined });
  }
  const error =
    WRITE_ERRORS[key] ??
    WATCH_ERRORS[key] ??
    SLA_ERRORS[key] ??
    EDITOR_ERRORS[key] ??
    POLICY_VERSION_ERRORS[key] ??
    SWEEP_ERRORS[key] ??
    CARE_ERRORS[key] ??
    REDACT_ERRORS[key];
  if (error !== undefined) return cleaned(withAdvice(error(about)));
  if (isFinding(key)) return cleaned({ what: findingWords(key, about).message });
  if (key in STORE) return cleaned({ what: STORE[key]!(about), todo: STORE_ADVICE[key]?.(about) });
  const fault = DATES[key]?.(about) ?? queryFault(key, about as Parameters<typeof queryFault>[1]);
  if (fault === null) return { what: key };
  if (typeof about.by === "string") return cleaned({ what: ofFlag(about.by, fault) });
  if (key in DATES && typeof about.flag === "string") return cleaned({ what: `${about.flag}: ${fault}` });
  return cleaned({
    what: typeof about.line === "number" ? atLine(about.line, fault) : typeof about.column === "number" ? atColumn(about.column, fault) : fault,
  });
}

/** Of a fault in a policy file, which may be that of a time. */
const sentenceOf = (key: string, about: unknown): string => {
  const facts = about as Readonly<Record<string, unknown>>;
  return policyFault(key, facts) ?? DATES[key]?.(facts) ?? key;
};

const cleaned = ({ what, facts, todo }: { what: string; facts?: readonly string[]; todo?: string | undefined }): Said => ({
  what: what.split("\n").map(cleanLine).join("\n"),
  ...(facts !== undefined && { facts: facts.map(cleanLine) }),
  ...(todo !== undefined && { todo: cleanLine(todo) }),
});

/** The lines of a notice, as a stream shows them. */
export const noticeLines = (output: Output, problem: Problem): readonly string[] => shownOn(output, say(problem).split("\n"));

/** The sentence of a key alone. */
export const say = (problem: Problem): string => saidOf(problem).what;
