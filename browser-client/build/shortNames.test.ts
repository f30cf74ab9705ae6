import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { shortNamesOfLibrary } from "./shortNames.ts";

const names = shortNamesOfLibrary();
const source = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../src/${file}`, import.meta.url)), "utf8");

/** Every word of a file that could be a property's name. */
function words(text: string): string[] {
  return [...new Set(text.match(/[A-Za-z_$][\w$]*/g))];
}

it("leaves the members of the public surface and of the wire as they are", () => {
  for (const file of ["game.ts", "room.ts", "platform.ts", "protocol/protocol.ts", "codec/schema.ts"]) {
    const found = source(file).matchAll(/readonly (\w+)\??:|^ {2}(\w+)[(<]/gm);
    const members = [...found].map(([, field, method]) => field ?? method!);
    expect(members.length).toBeGreaterThan(4);
    expect(members.filter((name) => names.has(name))).toEqual([]);
  }
});

it("leaves the names of the language as they are, and takes none of them", () => {
  const language = [
    "length",
    "push",
    "at",
    "map",
    "values",
    "set",
    "get",
    "is",
    "of",
    "PI",
    "then",
    "decode",
    "aborted",
  ];
  const web = ["getItem", "setItem", "removeItem", "readyState", "bufferedAmount", "binaryType"];
  expect(web.filter((name) => names.has(name))).toEqual([]);
  expect(language.filter((name) => names.has(name))).toEqual([]);
  expect([...names.values()].filter((name) => language.includes(name))).toEqual([]);
});

it("shortens what only the library knows", () => {
  for (const name of ["histories", "activities", "latenessMillis", "#kindTree"]) {
    expect(names.get(name)).toMatch(/^.{1,2}$/);
  }
  expect(names.size).toBeGreaterThan(200);
});

it("shortens private members that are spelt like a name of the wire or of the language", () => {
  for (const name of ["link", "tickMillis", "host"]) {
    expect(names.get(`#${name}`)).toMatch(/^.{1,2}$/);
    expect(names.has(name)).toBe(false);
  }
});

it("gives no two members of one class the same name", () => {
  for (const file of [
    "codec/streamState.ts",
    "connection/connection.ts",
    "roomClient.ts",
    "state/viewBuilder.ts",
  ]) {
    const text = source(file);
    const members = words(
      text
        .match(/this\.\w+/g)!
        .join(" ")
        .replaceAll("this.", ""),
    );
    const isPrivate = (name: string): boolean => new RegExp(`private (readonly |get )?${name}\\b`).test(text);
    const short = members.map((name) => names.get(isPrivate(name) ? `#${name}` : name) ?? name);
    expect(new Set(short).size).toBe(members.length);
  }
});
