import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { runInNewContext } from "node:vm";
import { parseSync } from "rolldown/utils";
import type { Plugin } from "vite";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url)).replaceAll("\\", "/");
const GENERATED = "generated/";

/** Files whose names somebody else knows: a page, the browser, or whoever reads and writes the JSON of the wire. */
const KNOWN_OUTSIDE = ["game.ts", "room.ts", "platform.ts", "protocol/protocol.ts", "codec/schema.ts"];
const READS_JSON = /from "(\.\.?\/)+(protocol\/)?json"/;

/** Before the names of private members. */
const PRIVATE = "#";

const FIRST = "etnirsaoculdfpmhgvybxSCwTOEAkMPNjDLIRFBVUGqzHWKXJYQZ$_"; // what is frequent in minified code comes first
const REST = `${FIRST}0123456789`;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** The private members of each class. */
type Privates = ReadonlyMap<string, ReadonlySet<string>>;

/** What the files say about one another's property names. */
interface Findings {
  /** How often each name is used. */
  readonly counts: Map<string, number>;
  /** Members of the library's classes, interfaces and types. */
  readonly declared: Set<string>;
  readonly kept: Set<string>;
  /** Names that one object may have together. */
  readonly groups: Set<string>[];
  /** Names beside a spread: nobody knows what else such an object has. */
  readonly alone: Set<string>;
}

/**
 * Gives the properties of the library short names, the same in every module and chunk. A name is shortened if a class,
 * interface or type of the library declares it, unless
 *
 * - a file of KNOWN_OUTSIDE, or one that reads JSON, contains it in any role;
 * - the library also uses it in quotes, as in `json["name"]`;
 * - an object of the language or of the browser has it.
 *
 * A private member is another name than a public one that is spelt alike, and none of this holds for it: only `this` may have it.
 *
 * Two names get the same short one only if no type and no object can have both. Modules outside of `src/` are left alone: they
 * know the public names only. `vitest.short.config.ts` runs the library's tests under these names.
 */
export function shortNames(): Plugin {
  let names: ReadonlyMap<string, string> = new Map();
  return {
    name: "short-names",
    apply: "build",
    enforce: "post",
    buildStart() {
      names = shortNamesOfLibrary();
    },
    transform: {
      filter: { id: /\/src\/.*\.ts$/ },
      handler(code, id) {
        if (!id.startsWith(SOURCES) || id.startsWith(SOURCES + GENERATED)) {
          return null;
        }
        const privates = privatesIn(parsed(id.slice(SOURCES.length))); // no longer marked in what became of the file
        const program = marked(this.parse(code) as unknown as Node, privates);
        return { code: renamed(code, program, names), map: null };
      },
    },
  };
}

/** From each name to the one that takes its place. */
export function shortNamesOfLibrary(): ReadonlyMap<string, string> {
  const library = filesFrom("everything.ts", new Set());
  const programs = allFiles().map((file) => {
    const program = parsed(file);
    return { file, program: marked(program, privatesIn(program)) };
  });
  const types = new Map<string, string[]>();
  for (const { program } of programs) {
    walk(program, (node) => {
      const name = (node["id"] as Node | undefined)?.["name"];
      if (typeof name === "string" && /^(Class|TSInterface|TSTypeAlias)Declaration$/.test(node.type)) {
        types.set(name, [...(types.get(name) ?? []), ...namesIn(node)]);
      }
    });
  }
  const findings: Findings = {
    counts: new Map(),
    declared: new Set(),
    kept: platformNames(),
    groups: [],
    alone: new Set(),
  };
  for (const { file, program } of programs) {
    find(program, findings, types, library.has(file), isKnownOutside(file));
  }
  return assigned(findings);
}

function isKnownOutside(file: string): boolean {
  return KNOWN_OUTSIDE.includes(file) || READS_JSON.test(readFileSync(SOURCES + file, "utf8"));
}

/** Tests and what they need are not `ours`: they take part only in what may not be confused. */
function find(
  program: Node,
  { counts, declared, kept, groups, alone }: Findings,
  types: ReadonlyMap<string, readonly string[]>,
  isOurs: boolean,
  isOutside: boolean,
): void {
  walk(program, (node) => {
    const key = keyOf(node);
    const name = nameOf(node);
    if (isOurs && typeof key?.["value"] === "string") {
      kept.add(key["value"]);
    }
    if (name !== null) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (isOutside && !name.startsWith(PRIVATE)) {
        kept.add(name);
      }
    }
    switch (node.type) {
      case "ClassBody":
      case "TSInterfaceBody":
      case "TSTypeLiteral": {
        const members = membersOf(node);
        groups.push(new Set(members));
        for (const member of isOurs ? members : []) {
          declared.add(member);
        }
        break;
      }
      case "ObjectExpression":
      case "ObjectPattern": {
        const members = membersOf(node);
        groups.push(new Set(members));
        for (const member of hasSpread(node) ? members : []) {
          alone.add(member);
        }
        break;
      }
      case "ClassDeclaration":
      case "TSInterfaceDeclaration":
      case "TSIntersectionType":
        groups.push(
          new Set([...namesIn(node), ...referencesIn(node).flatMap((type) => types.get(type) ?? [])]),
        );
        break;
    }
  });
}

/** The more often a name is used, the shorter; names that never meet share. */
function assigned({ counts, declared, kept, groups, alone }: Findings): ReadonlyMap<string, string> {
  const wanted = [...declared].filter((name) => !kept.has(name));
  wanted.sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const names = new Map<string, string>();
  for (const name of wanted) {
    const neighbours = alone.has(name)
      ? names.keys()
      : [...alone, ...groups.filter((group) => group.has(name)).flatMap((group) => [...group])];
    const taken = new Set(Array.from(neighbours, (neighbour) => names.get(neighbour)));
    for (const short of candidates()) {
      if (!taken.has(short) && !kept.has(short) && !counts.has(short)) {
        names.set(name, short);
        break;
      }
    }
  }
  return names;
}

/** `code` with its property names replaced; nothing else is touched. */
function renamed(code: string, program: Node, names: ReadonlyMap<string, string>): string {
  const edits = new Map<number, readonly [end: number, text: string]>();
  walk(program, (node) => {
    const short = names.get(nameOf(node) ?? "");
    if (short !== undefined) {
      const { start, end } = keyOf(node)!;
      edits.set(start, node["shorthand"] === true ? [start, `${short}: `] : [end, short]);
    }
  });
  let done = 0;
  let result = "";
  for (const [start, [end, text]] of [...edits].sort(([a], [b]) => a - b)) {
    result += code.slice(done, start) + text;
    done = end;
  }
  return result + code.slice(done);
}

function keyOf(node: Node): Node | undefined {
  return (node.type === "MemberExpression" ? node["property"] : node["key"]) as Node | undefined;
}

/** The property name that a node reads, writes or declares, null if it does none of these by name. */
function nameOf(node: Node): string | null {
  const key = keyOf(node);
  const isName = key?.type === "Identifier" && node["computed"] !== true;
  return isName ? `${node["isPrivate"] === true ? PRIVATE : ""}${key["name"] as string}` : null;
}

/** The private members that the classes of a source file declare. */
function privatesIn(program: Node): Privates {
  const found = new Map<string, Set<string>>();
  for (const { name, body } of classesIn(program)) {
    const own = (body["body"] as readonly Node[]).filter((member) => member["accessibility"] === "private");
    found.set(name, new Set(own.map(nameOf).filter((member) => member !== null)));
  }
  return found;
}

/** Marks where a class declares its private members or has them of `this`; answers the same program. */
function marked(program: Node, privates: Privates): Node {
  for (const { name, body } of classesIn(program)) {
    const own = privates.get(name) ?? new Set();
    const mark = (node: Node): void => {
      if (own.has(nameOf(node) ?? "")) {
        (node as { isPrivate?: boolean }).isPrivate = true;
      }
    };
    (body["body"] as readonly Node[]).forEach(mark);
    walk(body, (node) => {
      if (isThis(node["object"])) {
        mark(node);
      } else if (node.type === "VariableDeclarator" && isThis(node["init"])) {
        ((node["id"] as Node)["properties"] as readonly Node[] | undefined)?.forEach(mark);
      }
    });
  }
  return program;
}

function isThis(node: unknown): boolean {
  return (node as Node | undefined)?.type === "ThisExpression";
}

function classesIn(program: Node): { name: string; body: Node }[] {
  const classes: { name: string; body: Node }[] = [];
  walk(program, (node) => {
    if (node.type === "ClassDeclaration") {
      classes.push({ name: (node["id"] as Node)["name"] as string, body: node["body"] as Node });
    }
  });
  return classes;
}

function membersOf(node: Node): string[] {
  const members = (node["body"] ?? node["members"] ?? node["properties"]) as readonly Node[];
  return members.map(nameOf).filter((name) => name !== null);
}

function hasSpread(node: Node): boolean {
  return (node["properties"] as readonly Node[]).some(
    ({ type }) => type === "SpreadElement" || type === "RestElement",
  );
}

function namesIn(node: Node): string[] {
  const names: string[] = [];
  walk(node, (inner) => {
    if (/^(ClassBody|TSInterfaceBody|TSTypeLiteral)$/.test(inner.type)) {
      names.push(...membersOf(inner));
    }
  });
  return names;
}

/** The types that a declaration extends or implements, or an intersection is of. */
function referencesIn(node: Node): string[] {
  const heritage = [node["superClass"], node["extends"], node["implements"], node["types"]].flat() as Node[];
  const names: string[] = [];
  for (const part of heritage.filter(Boolean)) {
    walk(part, (inner) => {
      if (inner.type === "Identifier") {
        names.push(inner["name"] as string);
      }
    });
  }
  return names;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child === "object" && child !== null && typeof (child as Node).type === "string") {
        walk(child as Node, visit);
      }
    }
  }
}

function parsed(file: string): Node {
  return parseSync(file, readFileSync(SOURCES + file, "utf8")).program as unknown as Node;
}

function allFiles(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".ts") && !file.startsWith(GENERATED))
    .sort();
}

/** This file and all that it imports, directly or not. */
function filesFrom(file: string, found: Set<string>): ReadonlySet<string> {
  found.add(file);
  for (const [, path] of readFileSync(SOURCES + file, "utf8").matchAll(/(?: from |import\()"(\.[^"]*)"/g)) {
    const imported = `${posix.join(posix.dirname(file), path!)}.ts`;
    if (!found.has(imported)) {
      filesFrom(imported, found);
    }
  }
  return found;
}

/** Every name that an object of the language has, and of what the library uses of the web; DOM names stand in platform.ts. */
function platformNames(): Set<string> {
  const language = runInNewContext(
    'Object.getOwnPropertyNames(globalThis).filter((name) => name !== "console").map((name) => globalThis[name])',
  ) as unknown[];
  const names = new Set<string>();
  for (const object of [...language, AbortSignal, EventTarget, Response, TextDecoder, TextEncoder, URL]) {
    for (const start of [object, (object as { prototype?: unknown } | undefined)?.prototype]) {
      let at = start;
      while (at !== null && (typeof at === "object" || typeof at === "function")) {
        for (const name of Object.getOwnPropertyNames(at)) {
          names.add(name);
        }
        at = Object.getPrototypeOf(at);
      }
    }
  }
  return names;
}

function* candidates(): Generator<string> {
  yield* FIRST;
  for (const first of FIRST) {
    for (const second of REST) {
      yield first + second;
    }
  }
}
