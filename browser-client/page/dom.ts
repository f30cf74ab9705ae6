type Child = Node | string | undefined;

interface Attributes {
  readonly class?: string;
  readonly id?: string;
  readonly title?: string;
  readonly hidden?: boolean;
  readonly on?: Partial<{ [K in keyof HTMLElementEventMap]: (event: HTMLElementEventMap[K]) => void }>;
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * Makes an element. Strings become text nodes and nothing else: no path leads from a player's words to HTML. There is no
 * way to set a style attribute, which the Content-Security-Policy forbids.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  if (attributes.class !== undefined) element.className = attributes.class;
  if (attributes.id !== undefined) element.id = attributes.id;
  if (attributes.title !== undefined) element.title = attributes.title;
  if (attributes.hidden !== undefined) element.hidden = attributes.hidden;
  for (const [name, value] of Object.entries(attributes.attributes ?? {})) element.setAttribute(name, value);
  for (const [name, handler] of Object.entries(attributes.on ?? {})) {
    element.addEventListener(name, handler as EventListener);
  }
  for (const child of children) if (child !== undefined) element.append(child);
  return element;
}

export function button(label: string, className: string, press: () => void): HTMLButtonElement {
  return h("button", { class: className, attributes: { type: "button" }, on: { click: press } }, label);
}

/** Writes only what changed: the page's HUD is set every frame, the browser lays out only on a change. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setHidden(element: HTMLElement, hidden: boolean): void {
  if (element.hidden !== hidden) element.hidden = hidden;
}

export function setClass(element: HTMLElement, name: string, on: boolean): void {
  if (element.classList.contains(name) !== on) element.classList.toggle(name, on);
}

/** Sets a custom property that the style sheet reads. */
export function setVariable(element: HTMLElement, name: string, value: string): void {
  if (element.style.getPropertyValue(name) !== value) element.style.setProperty(name, value);
}
