import { describe, expect, it } from "vitest";
import { commandWords } from "../../src/cli/editor-command.ts";

describe("the command of an editor", () => {
  it.each([
    ["vi", ["vi"]],
    ["code --wait", ["code", "--wait"]],
    ["  emacsclient   -nw -a '' ", ["emacsclient", "-nw", "-a", ""]],
    ["'/opt/My Editor/bin/ed' -x", ["/opt/My Editor/bin/ed", "-x"]],
    ["/opt/My\\ Editor/ed", ["/opt/My Editor/ed"]],
    ['ed "a \\"b\\" \\\\ \\n"', ["ed", 'a "b" \\ \\n']],
    ["ed 'a\\b'", ["ed", "a\\b"]],
    ['vim -c "set tw=72"', ["vim", "-c", "set tw=72"]],
    ["ed $(rm) `x` ; | & > *", ["ed", "$(rm)", "`x`", ";", "|", "&", ">", "*"]],
    ["", []],
    ["ed \\", ["ed", "\\"]],
    ['ed "x', null],
    ["ed 'x", null],
  ])("%s", (text, words) => expect(commandWords(text)).toEqual(words));
});
