import type { Platform } from "./platform";
import type { Unsubscribe } from "./room";

type Handler = (...told: never[]) => void;

/** Those who want to be told, each of one topic. A handler that throws keeps nobody else from being told. */
export class Handlers {
  private readonly all = new Set<readonly [topic: string, handler: Handler]>();
  private readonly platform: Platform;

  constructor(platform: Platform) {
    this.platform = platform;
  }

  add(topic: string, handler: Handler): Unsubscribe {
    const own = [topic, handler] as const; // so that one function may be added twice
    this.all.add(own);
    return () => this.all.delete(own);
  }

  tell(about: string, ...told: unknown[]): void {
    for (const [topic, handler] of [...this.all]) {
      try {
        if (topic === about) {
          handler(...(told as never[]));
        }
      } catch (error) {
        // Thrown where the browser reports it, out of the way of the room.
        this.platform.after(0, () => {
          throw error;
        });
      }
    }
  }
}
