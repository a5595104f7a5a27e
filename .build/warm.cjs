// Runs one command line as `bin/itsm.js` does and keeps, beside each chunk it loaded, what V8 made of it.
"use strict";
const { renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");

process.argv.splice(1, 1); // this script; the program sees its own name there
const { loaded } = require("../bin/itsm.js");

process.on("exit", () => {
  for (const [name, { script }] of loaded) {
    const path = join(__dirname, "..", "dist", `${name}.cache`);
    const made = `${path}-${process.pid}`;
    writeFileSync(made, script.createCachedData());
    renameSync(made, path);
  }
});
