import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Where a Chromium lies. */
export function chromiumPath() {
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM, ...onPath].find((path) => path !== undefined && existsSync(path));
  if (found === undefined) {
    throw new Error("none was found: install one, or say where it is in CHROMIUM");
  }
  return found;
}
