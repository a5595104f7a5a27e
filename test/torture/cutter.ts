import { connect, createServer, type Socket } from "node:net";

/** Whether the server hears of what was sent when the connection is cut, and whether it can be reached again. */
export interface Cut {
  /** The n-th time that something is sent, from the first connection on, or the first time that it holds a text. */
  readonly at: number | string;
  readonly heard: boolean;
  readonly back: boolean;
}

/** A way to a server that can be cut. */
export interface Cutter {
  readonly port: number;
  /** Begins to count anew. */
  arm(cut: Cut): void;
  /** Whether it was cut. */
  fired(): boolean;
  end(): Promise<void>;
}

/** The server has done what it was told, and its answer is on the way, by then. */
const ANSWERED_WITHIN_MS = 3000;

/** Opens a port of loopback that leads to another. */
export async function cutterTo(port: number): Promise<Cutter> {
  const sockets = new Set<Socket>();
  let [cut, sent, fired]: [Cut | null, number, boolean] = [null, 0, false];
  const own = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const proxy = createServer((client) => {
    if (fired && cut?.back === false) return void client.destroy();
    const server = connect(port, "127.0.0.1");
    own(client, server);
    own(server, client);
    let deaf = false;
    client.on("data", (data) => {
      sent += 1;
      if (fired || cut === null || !(typeof cut.at === "number" ? sent === cut.at : data.includes(cut.at))) return void server.write(data);
      fired = true;
      deaf = true;
      if (!cut.heard) return void client.destroy();
      server.write(data);
      const late = setTimeout(() => client.destroy(), ANSWERED_WITHIN_MS);
      // What was sent with it is answered with it.
      server.once("data", () => setTimeout(() => client.destroy(), 10));
      server.once("close", () => clearTimeout(late));
    });
    server.on("data", (data) => {
      if (!deaf) client.write(data);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  return {
    port: (proxy.address() as { readonly port: number }).port,
    arm: (next) => {
      [cut, sent, fired] = [next, 0, false];
    },
    fired: () => fired,
    async end() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
