import { expect, it } from "vitest";
import { takePass } from "./takePass";

function take(hash: string): readonly [pass: string | undefined, addresses: readonly string[]] {
  const addresses: string[] = [];
  const pass = takePass(
    { hash, pathname: "/", search: "?watch=abc&r=canvas" },
    { replaceState: (_data, _unused, url) => addresses.push(String(url)) },
  );
  return [pass, addresses];
}

it("takes the pass from the address, and leaves the rest of it", () => {
  expect(take("#pass=a-b_c")).toEqual(["a-b_c", ["/?watch=abc&r=canvas"]]);
});

it("leaves an address without a pass alone", () => {
  expect(take("")).toEqual([undefined, []]);
  expect(take("#pass=")).toEqual([undefined, []]);
  expect(take("#else")).toEqual([undefined, []]);
});
