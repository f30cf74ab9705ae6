/** The pass that the admin's console put behind the `#`, which no server sees; it is gone from the address bar at once. */
export function takePass(
  from: Pick<Location, "hash" | "pathname" | "search">,
  to: Pick<History, "replaceState">,
): string | undefined {
  const pass = new URLSearchParams(from.hash.slice(1)).get("pass") ?? "";
  if (pass === "") return undefined;
  to.replaceState(null, "", from.pathname + from.search);
  return pass;
}
