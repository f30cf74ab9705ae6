import type { Platform } from "./platform";
import type { Unsubscribe } from "./room";

/** Those who want to be told. A handler that throws keeps nobody else from being told. */
export class Handlers<A extends readonly unknown[]> {
  private readonly all = new Set<(...told: A) => void>();
  private readonly platform: Platform;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  add(handler: (...told: A) => void): Unsubscribe {
    const own = (...told: A): void => handler(...told); // so that one function may be added twice
    this.all.add(own);
    return () => this.all.delete(own);
  }

  tell(...told: A): void {
    for (const handler of [...this.all]) {
      try {
        handler(...told);
      } catch (error) {
        // Thrown where the browser reports it, out of the way of the room.
        this.platform.after(0, () => {
          throw error;
        });
      }
    }
  }
}
