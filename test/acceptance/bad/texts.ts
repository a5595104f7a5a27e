import type { Bad } from "./row.ts";

const NUL = "a\u0000b";
const HALF = "a\ud800b";
const OTHER_HALF = "a\udc00";
const LONG = "x".repeat(65_537);
/** 21,846 characters, but 65,538 bytes. */
const WIDE = "語".repeat(21_846);

const NO_TITLES: readonly (readonly [text: string, says: string])[] = [
  ["", "title is empty"],
  [" ", "no visible character"],
  ["\u200b\u200b", "no visible character"],
  ["\u2800", "no visible character"],
  ["\u3164", "no visible character"],
  ["\u00ad", "no visible character"],
  ["a\nb", "one line"],
  ["a\rb", "one line"],
  ["a\tb", "one line"],
  ["\u001b[2J", "control character"],
  ["a\u0085b", "control character"],
  ["a\u2028b", "line break"],
  [NUL, "U+0000"],
  [HALF, "surrogate"],
  [OTHER_HALF, "surrogate"],
  ["x".repeat(201), "has 201 characters; at most 200"],
  ["😀".repeat(201), "has 201 characters; at most 200"],
  ["x".repeat(1_000_000), "has 1000000 characters"],
];

const NO_TEXTS: readonly (readonly [text: string, says: string])[] = [
  ["", "nothing in it"],
  [" \n\t", "nothing in it"],
  [NUL, "U+0000"],
  [HALF, "surrogate"],
  [LONG, "65536"],
  [WIDE, "65538 bytes"],
];

const FILES: readonly (readonly [stdin: string | Uint8Array, says: string])[] = [
  ["", "nothing in it"],
  ["\n", "nothing in it"],
  [NUL, "U+0000"],
  [LONG, "65536"],
  [Buffer.from([0xc3, 0x28]), "UTF-8"],
  [Buffer.from([0xed, 0xa0, 0x80]), "UTF-8"],
];

export const TEXTS: readonly Bad[] = [
  ...NO_TITLES.map(([text, says]): Bad => [["log", text, "--impact", "low", "--urgency", "low"], 2, says]),
  ...NO_TITLES.slice(0, 16).map(([text, says]): Bad => [["edit", "1", `--title=${text}`], 2, says]),
  ...NO_TEXTS.map(([text, says]): Bad => [["note", "1", text], 2, says]),
  ...NO_TEXTS.map(([text, says]): Bad => [["workaround", "1", text], 2, says]),
  ...NO_TEXTS.map(([text, says]): Bad => [["resolve", "1", "--code", "fixed", `--note=${text}`], 2, says]),
  ...FILES.map(([stdin, says]): Bad => [["note", "1", "--note-file", "-"], 2, says, { stdin }]),
  ...FILES.slice(2).map(([stdin, says]): Bad => [["log", "A title", "--description-file", "-"], 2, says, { stdin }]),
  ...[NUL, HALF, LONG].map((text): Bad => [["log", "A title", `--description=${text}`], 2, "--description"]),
  ...[NUL, HALF, LONG].map((text): Bad => [["cancel", "1", `--reason=${text}`], 2, "--reason"]),
  ...[NUL, HALF, LONG].map((text): Bad => [["log", "A title", `--requester=${text}`], 2, "--requester"]),
  ...[NUL, HALF, LONG].map((text): Bad => [["log", "A title", `--contact=${text}`], 2, "--contact"]),
  ...[NUL, HALF, LONG].map((text): Bad => [["affected", "1", `--add=${text}`], 2, "--add"]),
  ...[NUL, HALF, "x".repeat(201), "a\nb"].map((text): Bad => [["assign", "1", `--to=${text}`], 2, ""]),
  ...[NUL, HALF, "x".repeat(201), "a\nb"].map((text): Bad => [["log", "A title", `--service=${text}`], 2, "--service"]),
  ...[NUL, HALF, "x".repeat(201), "a\nb"].map((text): Bad => [["log", "A title", `--key=${text}`], 2, "--key"]),
  ...[NUL, HALF, "a b", "a,b", "none", "any", "x".repeat(201)].map((text): Bad => [["edit", "1", `--tag=${text}`], 2, "tag"]),
  [["edit", "1", "-p", "high", `--priority-reason=${NUL}`], 2, "--priority-reason"],
  [["note", "1", "hello", "--at", "1m ago", `--at-reason=${NUL}`], 2, "--at-reason"],
  [["close", "1", `--review=${HALF}`], 2, "--review"],
  [["note", "1", "hello", "--once", ""], 2, "--once needs a token"],
  [["note", "1", "hello", "--once", "x".repeat(201)], 2, "--once needs a token"],
  [["note", "1", "hello", `--once=${NUL}`], 2, "--once"],
  [["note", "1", "hello", `--once=${HALF}`], 2, "--once"],
  [["cancel", "1", "--reason", "\u200b"], 2, "--reason is empty"],
  [["reopen", "5", "--reason", ""], 2, "--reason"],
  ["note 1", 2, "note needs a text"],
  ["note 1 two words", 2, "stands in quotes"],
  ["note 1 hello --note-file -", 2, "both give the text"],
  ["note - --note-file -", 2, "Standard input can be read once", { stdin: "1\n" }],
  ["close --ids-from - --note-file - --yes", 2, "Standard input can be read once", { stdin: "1\n" }],
  ["hold - --reason awaiting-requester --note-file - --yes", 2, "Standard input can be read once", { stdin: "1\n" }],
  ["edit - --description-file - --yes", 2, "Standard input can be read once", { stdin: "1\n" }],
  ["log A title --description-file - --close --code fixed --note-file -", 2, "Standard input can be read once", { stdin: "x\n" }],
  ["log A title --description x --description-file -", 2, "both give the text", { stdin: "x" }],
  ["resolve 1 --code fixed --note x --note-file -", 2, "both give the text", { stdin: "x" }],
  ["note 1 --note-file /nowhere/at/all", 2, "cannot be read"],
  ["note 1 --note-file /", 2, "is not a file to read from"],
  ["note 1 --note-file /dev/zero", 2, "is not a file to read from"],
  ["close --ids-from /nowhere/at/all --yes", 2, "cannot be read"],
  ["close --ids-from /dev/zero --yes", 2, "is not a file to read from"],
  ["log two words --title more", 2, "given twice"],
  ["workaround 1", 2, "workaround"],
  ["workaround 1 text --clear", 2, "exclude each other"],
];
