// Runs one command line as `bin/itsm.js` does and keeps, beside each chunk it loaded, what V8 made of it.
"use strict";
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

process.argv.splice(1, 1); // this script; the program sees its own name there
if (process.env.WARM_TERMINAL === "1") pretendTerminal();
const { loaded } = require("../bin/itsm.js");

/** Standard output passes for a terminal, so that what draws on one is compiled too. */
function pretendTerminal() {
  const fs = require("node:fs");
  const tty = require("node:tty");
  const { fstatSync } = fs;
  const { isatty } = tty;
  const PSEUDO_TERMINAL = 136 << 8;
  fs.fstatSync = (descriptor, ...more) =>
    descriptor === 1 ? { ...fstatSync(1, ...more), isCharacterDevice: () => true, rdev: PSEUDO_TERMINAL } : fstatSync(descriptor, ...more);
  tty.isatty = (descriptor) => descriptor === 1 || isatty(descriptor);
}

process.on("exit", () => {
  for (const [name, { script }] of loaded) {
    const path = join(__dirname, "..", "dist", `${name}.cache`);
    const made = `${path}-${process.pid}`;
    writeFileSync(made, script.createCachedData());
    renameSync(made, path);
  }
});
