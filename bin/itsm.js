#!/usr/bin/env node
"use strict";
// Finds the verb and loads its chunk alone: how much is loaded decides how fast a command starts.
// A chunk is the text of one function; beside it may lie what V8 made of it when it was built, which spares compiling it.
const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");

const DIST = `${__dirname}/../dist`;
const VALUED = new Set(["--db", "--as", "--tz", "--lang", "--color"]);
const NOUNS = new Set(["op", "sla", "db", "audit", "kb", "report", "policy"]);
const WORD = /^[a-z]+$/;
const SECOND = /^[a-z]+(?:-[a-z]+)*$/;
const ABOUT = new Set(["-h", "--help", "-V", "--version"]);

/** The chunks that may hold a command line, the likeliest first. */
function chunksOf(argv) {
  // Asked by the scripts of `itsm completion`, about a line that is still being typed.
  if (argv[0] === "__complete") return ["__complete"];
  for (const word of argv) {
    if (word === "--") break;
    // A policy has versions of its own.
    if (word === "--version" && argv.indexOf("policy") !== -1 && argv.indexOf("policy") < argv.indexOf(word)) continue;
    if (ABOUT.has(word)) return ["all"];
  }
  let at = 0;
  while (at < argv.length && argv[at].startsWith("--")) at += VALUED.has(argv[at]) ? 2 : 1;
  const [verb, next] = argv.slice(at);
  if (verb === undefined || !WORD.test(verb)) return ["all"];
  return NOUNS.has(verb) && next !== undefined && SECOND.test(next) ? [`${verb}-${next}`, verb, "all"] : [verb, "all"];
}

/** Null where there is no such file. */
function read(path, encoding) {
  try {
    return readFileSync(path, encoding);
  } catch (error) {
    if (error.code === "ENOENT") return null;
    throw error;
  }
}

/** What was loaded so far, by the name of its file. */
const loaded = new Map();

/** What a chunk exports; undefined where there is no such chunk. Its text is ASCII, and read as such it stays small. */
function load(name) {
  const known = loaded.get(name);
  if (known !== undefined) return known.exports;
  const filename = `${DIST}/${name}`;
  const text = read(filename, "latin1");
  if (text === null) return undefined;
  const cachedData = read(`${filename}.cache`);
  const script = new Script(text, cachedData === null ? { filename } : { filename, cachedData });
  const module = { exports: {}, script };
  loaded.set(name, module);
  script.runInThisContext()(module.exports, requireFrom, module, filename, DIST);
  return module.exports;
}

/** `require` as a chunk sees it: its own late files, or whatever Node finds. */
function requireFrom(name) {
  return name.startsWith("./") ? load(name.slice(2)) : require(name);
}
requireFrom.resolve = require.resolve;

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: itsm needs Node 20.19 or later; this is ${process.versions.node}`);
  process.exitCode = 1;
} else if (!chunksOf(process.argv.slice(2)).some((name) => load(`${name}.cjs`) !== undefined)) {
  console.error("error: itsm is not built\n  npm run build");
  process.exitCode = 1;
}

module.exports = { loaded };
