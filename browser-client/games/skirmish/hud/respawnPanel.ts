import { h, setHidden, setText } from "../../../page/dom";
import { cssColour } from "../palette";
import type { FeedName } from "./feedWords";

export interface Death {
  readonly killer: FeedName;
  readonly weapon: string;
  readonly killerHull: number | undefined; // of 100, if its ship is still seen
}

/** Who it was, with what, and how long until the next ship. */
export class RespawnPanel {
  readonly element: HTMLElement;
  private readonly by = h("p", { class: "respawn-by" });
  private readonly detail = h("p", { class: "respawn-detail" });
  private readonly countdown = h("p", { class: "respawn-count" });

  constructor() {
    this.element = h(
      "div",
      { class: "respawn", hidden: true, attributes: { role: "status" } },
      this.by,
      this.detail,
      this.countdown,
    );
  }

  /** Tells of a death; undefined: not known who did it. */
  tell(death: Death | undefined): void {
    if (!death) {
      this.by.replaceChildren("Your ship is lost");
      setText(this.detail, "");
      return;
    }
    const name = h("strong", {}, death.killer.mine ? "yourself" : death.killer.text);
    name.style.color = cssColour(death.killer.colour);
    this.by.replaceChildren("Destroyed by ", name);
    const left = death.killerHull === undefined ? "" : `, ${death.killerHull} hull left`;
    setText(this.detail, `with ${death.weapon === "rail" ? "the rail" : death.weapon}${left}`);
  }

  show(waiting: boolean, seconds: number): void {
    setHidden(this.element, !waiting);
    if (waiting) setText(this.countdown, seconds > 0 ? `New ship in ${seconds}` : "New ship is coming");
  }
}
