import { describe, expect, it } from "vitest";
import type { JoinError } from "../index";
import { join, joined } from "../testing/joined";
import { ManualPlatform, type ManualSocket } from "../testing/manualPlatform";
import { TestRoom, welcome } from "../testing/testRoom";

/** Lets promises that are due settle; virtual time stands still meanwhile. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) {
    await Promise.resolve();
  }
}

/** Hands out `ticket-1`, `ticket-2`, ... */
function counting(): { readonly ticket: () => Promise<string>; issued: number } {
  const source = { issued: 0, ticket: () => Promise.resolve(`ticket-${++source.issued}`) };
  return source;
}

function refuse(socket: ManualSocket, code: number, token: string): void {
  socket.sendText({ type: "error", code: token, message: "Not with this ticket." });
  socket.close(code, token);
}

describe("a ticket", () => {
  it("travels in the first message and never in the address", async () => {
    const platform = new ManualPlatform();
    void join(platform, { ticket: "the.one.ticket" }).catch(() => {});
    platform.advance(1);
    expect(platform.newestSocket.texts[0]).toMatchObject({ type: "join", ticket: "the.one.ticket" });
    expect(platform.newestSocket.url).toBe("/play");
  });

  it("is fetched before the socket is opened, so that the greeting does not wait for it", async () => {
    const platform = new ManualPlatform();
    const source = counting();
    void join(platform, { ticket: source.ticket }).catch(() => {});
    platform.advance(1);
    expect(platform.sockets.length).toBe(0);
    await settled();
    platform.advance(1);
    expect(platform.newestSocket.texts[0]).toMatchObject({ ticket: "ticket-1" });
  });

  it("that was not accepted is fetched anew once, and then it is over", async () => {
    const platform = new ManualPlatform();
    const source = counting();
    platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => refuse(socket, 4001, "ticket_invalid");
    };
    const joining = join(platform, { ticket: source.ticket });
    for (let i = 0; i < 4; i++) {
      await settled();
      platform.advance(2000);
    }
    const error = (await joining.catch((failure: unknown) => failure)) as JoinError;
    expect(error.refusal).toMatchObject({
      code: "ticket_invalid",
      closeCode: 4001,
      message: "Not with this ticket.",
    });
    expect(source.issued).toBe(2);
    expect(platform.sockets.length).toBe(2);
  });

  it("that is a text is not tried twice", async () => {
    const platform = new ManualPlatform();
    platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = () => refuse(socket, 4001, "ticket_invalid");
    };
    const joining = join(platform, { ticket: "spent" });
    platform.advance(20_000);
    await expect(joining).rejects.toMatchObject({ refusal: { closeCode: 4001 } });
    expect(platform.sockets.length).toBe(1);
  });

  it("that cannot be had ends the join with a sentence", async () => {
    for (const ticket of [
      () => Promise.reject(new Error("offline")),
      () => {
        throw new Error("not logged in");
      },
      () => new Promise<string>(() => {}),
    ]) {
      const platform = new ManualPlatform();
      const joining = join(platform, { ticket });
      for (let i = 0; i < 12; i++) {
        await settled();
        platform.advance(1000);
      }
      await expect(joining).rejects.toMatchObject({
        refusal: { code: "ticket_unavailable", message: "Your login could not be confirmed." },
      });
      expect(platform.sockets.length).toBe(0);
    }
  });
});

describe("a login in a running room", () => {
  async function inRoom(): Promise<{
    game: Awaited<ReturnType<typeof joined>>;
    source: ReturnType<typeof counting>;
  }> {
    const source = counting();
    const platform = new ManualPlatform();
    const server = new TestRoom(platform);
    platform.onSocket = (socket) => server.serve(socket);
    const joining = join(platform, { ticket: source.ticket });
    await settled();
    platform.advance(1);
    return { game: { platform, server, room: await joining }, source };
  }

  it("is renewed by itself when the server asks, without a word to the player", async () => {
    const { game, source } = await inRoom();
    const notices: string[] = [];
    game.room.onNotice(({ code }) => notices.push(code));
    game.platform.newestSocket.sendText({ type: "notice", code: "ticket_expiring", message: "Soon." });
    game.platform.advance(1);
    await settled();
    game.platform.advance(1);
    expect(game.platform.newestSocket.texts.at(-1)).toEqual({ type: "reauth", ticket: "ticket-2" });
    game.platform.newestSocket.sendText({ type: "notice", code: "ticket_renewed", message: "Done." });
    game.platform.newestSocket.sendText({ type: "notice", code: "other", message: "Else." });
    game.platform.advance(1);
    expect([notices, source.issued]).toEqual([["other"], 2]);
  });

  it("that has expired comes back to the seat with a new ticket", async () => {
    const { game } = await inRoom();
    game.platform.newestSocket.close(4017, "login_expired");
    game.platform.advance(1);
    expect(game.room.connection).toMatchObject({ state: "reconnecting", reason: "Your login has expired." });
    game.platform.advance(1000);
    await settled();
    game.platform.advance(1);
    expect(game.platform.newestSocket.texts[0]).toMatchObject({ type: "resume", ticket: "ticket-2" });
    expect(game.room.connection.state).toBe("online");
  });

  it("needs no new ticket after an ordinary loss", async () => {
    const { game, source } = await inRoom();
    game.platform.newestSocket.close(1006);
    game.platform.advance(1000);
    expect(game.platform.newestSocket.texts[0]).toMatchObject({ type: "resume" });
    expect(game.platform.newestSocket.texts[0]).not.toHaveProperty("ticket");
    expect(source.issued).toBe(1);
  });

  it("takes a fresh ticket along when the seat is gone and it joins afresh", async () => {
    const { game, source } = await inRoom();
    game.platform.onSocket = (socket) => {
      socket.accept();
      socket.onText = ({ type }) =>
        type === "resume" ? socket.close(4006, "seat_gone") : socket.sendText(welcome);
    };
    game.platform.newestSocket.close(1006);
    game.platform.advance(2000);
    await settled();
    game.platform.advance(2000);
    expect(game.platform.newestSocket.texts[0]).toMatchObject({ type: "join", ticket: "ticket-2" });
    expect(source.issued).toBe(2);
  });

  it("is renewed by the page where the ticket is a text", async () => {
    const game = await joined(0, { ticket: "first" });
    const notices: string[] = [];
    game.room.onNotice(({ code }) => notices.push(code));
    game.platform.newestSocket.sendText({ type: "notice", code: "ticket_expiring", message: "Soon." });
    game.platform.advance(1);
    expect(notices).toEqual(["ticket_expiring"]);
    expect(game.room.refreshTicket("second")).toBe(true);
    game.platform.advance(1);
    expect(game.platform.newestSocket.texts.at(-1)).toEqual({ type: "reauth", ticket: "second" });
    game.platform.newestSocket.close(4017, "login_expired");
    game.platform.advance(10_000);
    expect(game.room.connection).toMatchObject({ state: "closed", code: 4017, canRejoin: true });
    expect(game.room.refreshTicket("third")).toBe(false);
  });

  it("does not fetch twice when the network returns meanwhile", async () => {
    const { game, source } = await inRoom();
    game.platform.newestSocket.close(4017, "login_expired");
    game.platform.advance(1000);
    game.platform.comeOnline();
    game.platform.comeOnline();
    await settled();
    game.platform.advance(1);
    expect([source.issued, game.room.connection.state]).toEqual([2, "online"]);
  });
});
