import { connect, createServer, type Socket } from "node:net";

export interface Distance {
  readonly port: number;
  /** How often, since it was last asked, one side said something the other had to wait for. */
  turns(): number;
  close(): Promise<void>;
}

/** What one side says reaches the other so many milliseconds later, in its order. */
function carry(from: Socket, to: Socket, milliseconds: number, heard: () => void): void {
  from.on("data", (data) => {
    heard();
    setTimeout(() => to.destroyed || to.write(data), milliseconds);
  });
  from.on("close", () => setTimeout(() => to.destroy(), milliseconds));
  from.on("error", () => undefined);
}

/** A way to a server that takes so long there and back. */
export async function distant(port: number, roundTripMilliseconds: number): Promise<Distance> {
  const sockets = new Set<Socket>();
  let turns = 0;
  const way = createServer({ noDelay: true }, (client) => {
    const server = connect({ port, host: "127.0.0.1", noDelay: true });
    let waits = false;
    const half = roundTripMilliseconds / 2;
    // The rest of an answer is on its way while the next question is asked, and the other way round.
    carry(client, server, half, () => {
      if (!waits) turns += 1;
      waits = true;
    });
    const answered = (): void => {
      waits = false;
    };
    carry(server, client, half, () => void setTimeout(answered, half));
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    }
  });
  await new Promise<void>((resolve) => way.listen(0, "127.0.0.1", resolve));
  return {
    port: (way.address() as { readonly port: number }).port,
    turns() {
      const counted = turns;
      turns = 0;
      return counted;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => way.close(resolve));
    },
  };
}
