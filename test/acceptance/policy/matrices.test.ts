import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeWorld, type World } from "../../world.ts";
import { minimal } from "./minimal.ts";

interface Matrix {
  readonly impacts: readonly string[];
  readonly urgencies: readonly string[];
  readonly priorities: readonly string[];
  /** A row an impact, a figure an urgency: the place of the priority, counted from 1. */
  readonly rows: readonly string[];
}

/** How three other systems come to a priority as they are installed. GLPI counts upwards, so its names begin with the highest. */
const MATRICES: Readonly<Record<string, Matrix>> = {
  "ServiceNow, 3 x 3": {
    impacts: ["1 - High", "2 - Medium", "3 - Low"],
    urgencies: ["1 - High", "2 - Medium", "3 - Low"],
    priorities: ["1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"],
    rows: ["123", "234", "345"],
  },
  "GLPI, 5 x 5": {
    impacts: ["very high", "high", "medium", "low", "very low"],
    urgencies: ["very high", "high", "medium", "low", "very low"],
    priorities: ["very high", "high", "medium", "low", "very low"],
    rows: ["11234", "12234", "22344", "33445", "44455"],
  },
  "iTop, 3 x 4": {
    impacts: ["a department", "a service", "a person"],
    urgencies: ["critical", "high", "medium", "low"],
    priorities: ["critical", "high", "medium", "low"],
    rows: ["1124", "1234", "2334"],
  },
};

describe("a matrix of another system", () => {
  let world: World;
  beforeAll(() => {
    world = makeWorld();
  });
  afterAll(() => world.remove());

  it.each(Object.entries(MATRICES))("%s", async (_, { impacts, urgencies, priorities, rows }) => {
    const cells = impacts.flatMap((impact, i) => urgencies.map((urgency, u) => ({ impact, urgency, priority: priorities[Number(rows[i]![u]) - 1]! })));
    const matrix = Object.fromEntries(
      impacts.map((impact) => [impact, Object.fromEntries(cells.filter((cell) => cell.impact === impact).map(({ urgency, priority }) => [urgency, priority]))]),
    );
    const path = join(world.folder, "matrix.yaml");
    const sections = { priorities, impacts, urgencies, matrix };
    const lines = Object.fromEntries(Object.entries(sections).map(([key, value]) => [key, `${key}: ${JSON.stringify(value)}`]));
    writeFileSync(path, minimal(lines, "tests:", ...cells.map((cell) => `  - ${JSON.stringify(cell)}`)));
    const document = await world.json(["policy", "test", path]);
    expect({ passed: document.passed, failed: document.failed }).toEqual({ passed: impacts.length * urgencies.length, failed: 0 });
  });
});
