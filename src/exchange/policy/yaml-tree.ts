import {
  type Alias,
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type Scalar,
} from "yaml";
import type { EntryTree, Place, ScalarTree, Tree, TreeFault } from "../../domain/policy/tree.ts";

/** Deeper than any policy; a tree this deep can be walked by recursion. */
const DEEPEST = 40;
/** So many values a file may come to with every alias written out. */
const MOST_VALUES = 200_000;
/** More faults of spelling than this follow from the first ones. */
const MOST_FAULTS = 20;
const TOO_MUCH = "yaml.too_much";
const TOO_DEEP = "yaml.too_deep";

export type TreeRead =
  | { readonly ok: true; readonly tree: Tree; readonly faults: readonly TreeFault[] }
  | { readonly ok: false; readonly faults: readonly TreeFault[] };

type Token = CST.Token;

/** A tree with what it comes to: the values in it, and how deep it goes, aliases written out. */
interface Made {
  readonly tree: Tree;
  readonly size: number;
  readonly depth: number;
}

const leaf = (place: Place): Made => ({ tree: { kind: "scalar", place, value: null, text: "" }, size: 1, depth: 1 });
const around = (tree: Tree, inner: readonly { readonly size: number; readonly depth: number }[]): Made => ({
  tree,
  size: inner.reduce((sum, { size }) => sum + size, 1),
  depth: inner.reduce((most, { depth }) => Math.max(most, depth), 0) + 1,
});

function innerTokens(token: Token): readonly Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection") {
    return token.items.flatMap(({ key, value }) => [key, value].filter((inner) => inner !== null && inner !== undefined));
  }
  return [];
}

/** Where it first gets deeper than can be walked; null: nowhere. */
function tooDeep(tokens: readonly Token[]): number | null {
  let level = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return level[0]!.type === "document" ? 0 : (level[0] as { offset: number }).offset;
    level = level.flatMap(innerTokens);
  }
  return null;
}

/** What stands for itself in front of a text, as the lexer spells it. */
const TEXT_FOLLOWS = "\u001f";

/**
 * The tokens of a text; a number where it goes deeper than can be walked, by its place: brackets in brackets, or dashes
 * in one line. Told before they are put together, which takes seconds where there are thousands.
 */
function tokensOf(text: string, lines: LineCounter): readonly Token[] | number {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  const tokens: Token[] = [];
  let brackets = 0;
  let marks = 0;
  let before = "";
  for (const lexeme of new Lexer().lex(text)) {
    if (before !== TEXT_FOLLOWS) {
      if (lexeme === "[" || lexeme === "{") brackets += 1;
      else if (lexeme === "]" || lexeme === "}") brackets -= 1;
      else if (lexeme === "-" || lexeme === "?") marks += 1;
      else if (lexeme.endsWith("\n")) marks = 0;
    }
    if (brackets > DEEPEST || marks > DEEPEST) return parser.offset;
    before = lexeme;
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  return tokens;
}

class TreeMaker {
  readonly faults: TreeFault[] = [];
  private readonly lines: LineCounter;
  private readonly document: Document;
  private readonly made = new Map<Node, Made>();
  private readonly open = new Set<Node>();
  private readonly anchors = new Map<string, Node>();

  constructor(document: Document, lines: LineCounter) {
    this.document = document;
    this.lines = lines;
  }

  place(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }

  private fault(node: Node | null, key: string, about: TreeFault["with"] = {}): void {
    this.faults.push({ place: this.place(node?.range?.[0] ?? 0), key, with: about });
  }

  whole(): Tree {
    const { contents } = this.document;
    const { tree, size, depth } = this.of(contents as Node | null, { line: 1, column: 1 });
    if (size > MOST_VALUES) this.fault(null, TOO_MUCH, { most: MOST_VALUES });
    else if (depth > DEEPEST) this.fault(null, TOO_DEEP, { most: DEEPEST });
    return tree;
  }

  private of(node: Node | null, beside: Place): Made {
    if (node === null) return leaf(beside);
    if (isAlias(node)) return this.aliased(node);
    const known = this.made.get(node);
    if (known !== undefined) return known;
    if (node.anchor !== undefined) this.anchors.set(node.anchor, node);
    this.open.add(node);
    if (node.tag !== undefined) this.fault(node, "yaml.tag", { tag: node.tag });
    const made = this.fresh(node);
    this.open.delete(node);
    this.made.set(node, made);
    return made;
  }

  private aliased(alias: Alias): Made {
    const node = this.anchors.get(alias.source);
    if (node !== undefined && !this.open.has(node)) return this.of(node, this.place(0));
    this.fault(alias, node === undefined ? "yaml.BAD_ALIAS" : "yaml.endless", { name: alias.source });
    return leaf(this.place(alias.range?.[0] ?? 0));
  }

  private fresh(node: Node): Made {
    const place = this.place(node.range?.[0] ?? 0);
    if (isSeq(node)) {
      const items = node.items.map((item) => this.of(item as Node | null, place));
      return around({ kind: "list", place, items: items.map(({ tree }) => tree) }, items);
    }
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.entry(pair as Pair<Node | null, Node | null>, place));
      this.findTwice(entries.map(({ entry }) => entry));
      return around({ kind: "map", place, entries: entries.map(({ entry }) => entry) }, entries);
    }
    return { tree: scalarTree(node as Scalar, place), size: 1, depth: 1 };
  }

  private entry(pair: Pair<Node | null, Node | null>, beside: Place): Omit<Made, "tree"> & { readonly entry: EntryTree } {
    const place = this.place(pair.key?.range?.[0] ?? 0);
    const value = this.of(pair.value, pair.key === null ? beside : place);
    if (!isScalar(pair.key)) this.fault(pair.key, "yaml.NON_STRING_KEY");
    else if (pair.key.tag !== undefined) this.fault(pair.key, "yaml.tag", { tag: pair.key.tag });
    const key = isScalar(pair.key) ? scalarTree(pair.key, place).text : "";
    if (key === "<<") this.fault(pair.key, "yaml.merge");
    return { entry: { key, place, value: value.tree }, size: value.size + 1, depth: value.depth };
  }

  private findTwice(entries: readonly EntryTree[]): void {
    const first = new Map<string, EntryTree>();
    for (const entry of entries) {
      const before = first.get(entry.key);
      if (before === undefined) first.set(entry.key, entry);
      else this.faults.push({ place: entry.place, key: "yaml.DUPLICATE_KEY", with: { name: entry.key, line: before.place.line } });
    }
  }
}

function scalarTree({ value, source, type }: Scalar, place: Place): ScalarTree {
  if (typeof value === "string") return { kind: "scalar", place, value, text: value };
  const known = typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", place, value: known, text: type === "PLAIN" ? (source ?? "") : String(value) };
}

const bySpot = (one: TreeFault, other: TreeFault): number => one.place.line - other.place.line || one.place.column - other.place.column;

/**
 * The values of a YAML text (so of JSON too) with their places. Faults of spelling leave no tree; a key that stands
 * twice, a tag, a merge key or an alias that leads nowhere leave one, beside their faults.
 */
export function readYaml(text: string): TreeRead {
  const lines = new LineCounter();
  const spot = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const tokens = tokensOf(text, lines);
  const deep = typeof tokens === "number" ? tokens : tooDeep(tokens);
  if (typeof tokens === "number" || deep !== null) return { ok: false, faults: [{ place: spot(deep ?? 0), key: TOO_DEEP, with: { most: DEEPEST } }] };
  const directive = tokens.find(({ type }) => type === "directive");
  const documents = [...new Composer({ uniqueKeys: false, keepSourceTokens: false, logLevel: "silent" }).compose(tokens, true, text.length)];
  const [document, second] = documents;
  const faults: TreeFault[] = documents.flatMap(({ errors }) => errors.map(({ code, pos }) => ({ place: spot(pos[0]), key: `yaml.${code}`, with: {} })));
  if (directive !== undefined) faults.push({ place: spot((directive as { offset: number }).offset), key: "yaml.directive", with: {} });
  if (second !== undefined) faults.push({ place: spot(second.range?.[0] ?? 0), key: "yaml.MULTIPLE_DOCS", with: {} });
  if (document === undefined || faults.length > 0) return { ok: false, faults: faults.toSorted(bySpot).slice(0, MOST_FAULTS) };
  const maker = new TreeMaker(document, lines);
  const tree = maker.whole();
  // What aliases blow up is not walked again.
  const ok = !maker.faults.some(({ key }) => key === TOO_MUCH || key === TOO_DEEP);
  return ok ? { ok, tree, faults: maker.faults } : { ok, faults: maker.faults };
}
