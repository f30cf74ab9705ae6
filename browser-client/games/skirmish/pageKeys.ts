import type { Channel } from "./hud/chatBox";
import type { Hud } from "./hud/hud";
import type { Menu } from "./menu";
import type { Screens } from "./screens";
import type { Spectating } from "./spectating";

/** What the keys of the page do, apart from those that fly a ship. */
export interface PageActions {
  readonly isPlaying: () => boolean;
  readonly screens: Screens;
  readonly menu: Menu;
  readonly hud: Hud;
  readonly spectating: Spectating;
  readonly toggleSound: () => void;
  readonly openMenu: () => void;
  readonly openChat: (to?: Channel) => void;
  /** From a place to watch into a seat. */
  readonly joinWatched: () => void;
}

/** Listens to the whole page, for as long as it is there. */
export function listenToPageKeys(page: PageActions): void {
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const writes = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (event.code === "KeyM" && !writes && !event.repeat) page.toggleSound();
    if (event.code === "Escape" && page.screens.shown !== "") {
      event.preventDefault();
      page.screens.escape();
    } else if (page.isPlaying()) keyDownInGame(event, writes, page);
  });
  addEventListener("keyup", (event) => {
    if (event.code === "Tab") page.hud.scoresShown = false;
  });
}

function keyDownInGame(event: KeyboardEvent, writes: boolean, page: PageActions): void {
  const { screens, menu, hud, spectating } = page;
  const isCovered = menu.isOpen || screens.shown !== "";
  switch (event.code) {
    case "Escape":
      event.preventDefault();
      if (menu.isOpen) menu.close();
      else page.openMenu();
      return;
    case "F3":
      event.preventDefault();
      hud.stats.toggle();
      return;
    case "Tab":
      if (isCovered || hud.chat.isOpen) return;
      event.preventDefault();
      hud.scoresShown = true;
      return;
    case "Enter":
    case "NumpadEnter":
      if (isCovered || event.target instanceof HTMLButtonElement) return;
      event.preventDefault();
      page.openChat();
      return;
    case "KeyF":
    case "KeyJ":
      if (!spectating.isOn || isCovered || event.repeat) return;
      if (event.code === "KeyF") spectating.fly();
      else if (spectating.whyNoSeat === "") page.joinWatched();
      return;
    case "KeyT":
    case "KeyY":
      if (writes || hud.chat.isOpen) return;
      event.preventDefault(); // or the key would be the first letter
      page.openChat(event.code === "KeyT" ? "room" : "team");
      return;
  }
}
