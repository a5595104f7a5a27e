#!/usr/bin/env node
"use strict";
// Finds the verb and loads its chunk alone: how much is loaded decides how fast a command starts.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: itsm needs Node 20.19 or later; this is ${process.versions.node}`);
  process.exit(1);
}
const VALUED = new Set(["--db", "--as", "--tz", "--lang", "--color"]);
const NOUNS = new Set(["op", "sla", "db", "audit"]);
const WORD = /^[a-z]+$/;

function chunkOf(argv) {
  const end = argv.indexOf("--");
  for (let i = 0; i < (end < 0 ? argv.length : end); i += 1)
    if (argv[i] === "-h" || argv[i] === "--help" || argv[i] === "-V" || argv[i] === "--version") return "all";
  let at = 0;
  while (at < argv.length && argv[at].startsWith("--")) at += VALUED.has(argv[at]) ? 2 : 1;
  const verb = argv[at];
  if (verb === undefined || !WORD.test(verb)) return "all";
  const next = argv[at + 1];
  return NOUNS.has(verb) && next !== undefined && WORD.test(next) ? [`${verb}-${next}`, verb] : verb;
}

function load(names) {
  for (const name of [names, "all"].flat()) {
    try {
      return require(`../dist/${name}.cjs`);
    } catch (error) {
      // A chunk that is there may still lack something of its own.
      if (error.code !== "MODULE_NOT_FOUND" || !String(error.message).includes(`dist/${name}.cjs`)) throw error;
    }
  }
  console.error("error: itsm is not built\n  npm run build");
  process.exitCode = 1;
}

load(chunkOf(process.argv.slice(2)));
