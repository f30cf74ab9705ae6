// The library with all parts that only some games need: for tools that play any game, and to be weighed.

export * from "./index";
export { bits } from "./parts/bits";
export { cells } from "./parts/cells";
export { prediction } from "./parts/prediction";
export { watchRoom } from "./parts/spectate";
