import { h } from "../../../page/dom";
import { controlsList } from "../hud/controlsHint";
import type { Device } from "../input/intent";

export function aboutPanel(device: Device): HTMLElement {
  return h(
    "div",
    { class: "about" },
    controlsList(device),
    h(
      "p",
      {},
      "Skirmish runs on Rookery, an authoritative multiplayer game server for the browser. The server decides everything; your ship answers at once because the page predicts it.",
    ),
    h(
      "p",
      {},
      "No account, no cookies, nothing to accept. Your name and settings stay in this browser. F3 shows the numbers of the connection while you play. The tutorial game is ",
      h("a", { attributes: { href: "/tag/" } }, "tag"),
      ".",
    ),
  );
}
