import { button, h } from "../page/dom";

/** One thing to fill in before an order is given. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "number";
  readonly initial: string;
  readonly isNeeded: boolean;
}

/** What is to be confirmed. */
export interface Confirmation {
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly isDangerous: boolean;
  readonly questions: readonly Question[];
}

/** Asks before anything is done; answers what was filled in, or undefined if it was called off. */
export function confirmed(asked: Confirmation): Promise<Readonly<Record<string, string>> | undefined> {
  return new Promise((resolve) => {
    const inputs = new Map<string, HTMLInputElement>();
    const fields = asked.questions.map((question) => {
      const input = h("input", {
        attributes: {
          type: question.kind,
          value: question.initial,
          maxlength: "200",
          ...(question.kind === "number" ? { min: "0", step: "1" } : {}),
          ...(question.isNeeded ? { required: "" } : {}),
        },
      });
      inputs.set(question.name, input);
      return h("label", {}, question.label, input);
    });
    const no = button("Cancel", "quiet-button", () => dialog.close());
    const yes = h(
      "button",
      { class: asked.isDangerous ? "danger-button" : "do-button", attributes: { type: "submit" } },
      asked.action,
    );
    const form = h(
      "form",
      { attributes: { method: "dialog" } },
      h("h2", {}, asked.title),
      h("p", {}, asked.words),
      ...fields,
      h("div", { class: "dialog-buttons" }, no, yes),
    );
    const dialog = h("dialog", {}, form);
    let answer: Readonly<Record<string, string>> | undefined;
    form.addEventListener("submit", () => {
      answer = Object.fromEntries([...inputs].map(([name, input]) => [name, input.value.trim()]));
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
    (inputs.values().next().value ?? no).focus();
  });
}
