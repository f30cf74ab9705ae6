import { button, h, setText } from "../page/dom";
import { AdminApi, Refused } from "./api";

const KEY = "rookery.adminToken"; // of this tab: a console left open in another is logged in on its own

/** The token that this tab was given before, or undefined. */
export function keptToken(): string | undefined {
  return sessionStorage.getItem(KEY) ?? undefined;
}

export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
}

/** Asks for the token until one is right. */
export class Login {
  readonly element: HTMLElement;
  private readonly input = h("input", {
    id: "token",
    attributes: { type: "password", autocomplete: "current-password", spellcheck: "false", required: "" },
  });
  private readonly note = h("p", { class: "login-note", attributes: { role: "alert" } });
  private readonly entered: (api: AdminApi) => void;

  /** @param entered called once with the interface that the token opens */
  constructor(entered: (api: AdminApi) => void, words = "") {
    this.entered = entered;
    const form = h(
      "form",
      { class: "login panel", on: { submit: (event) => void this.submit(event) } },
      h("h1", {}, "Rookery console"),
      h(
        "p",
        { class: "quiet" },
        "The token was printed when the server started for the first time; it is kept in .rookery/admin.token, or where the settings say.",
      ),
      h("label", { attributes: { for: "token" } }, "Admin token"),
      this.input,
      h("button", { class: "do-button", attributes: { type: "submit" } }, "Open"),
      this.note,
    );
    setText(this.note, words);
    this.element = form;
  }

  focus(): void {
    this.input.focus();
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const token = this.input.value.trim();
    const api = new AdminApi(token);
    try {
      await api.sanctions();
      sessionStorage.setItem(KEY, token);
      this.entered(api);
    } catch (error) {
      const isWrong = error instanceof Refused && error.status === 401;
      const words = error instanceof Refused ? error.message : "The server does not answer.";
      setText(this.note, isWrong ? "This is not the token of this server." : words);
      this.input.select();
    }
  }
}

/** Ends this tab's session. */
export function logOutButton(done: () => void): HTMLButtonElement {
  return button("Log out", "quiet-button", () => {
    forgetToken();
    done();
  });
}
