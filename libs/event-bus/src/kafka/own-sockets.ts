import { connect as connectPlain, isIP, Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const keepAliveMilliseconds = 60_000;

/**
 * The connections of one client, so that they can be cut. kafkajs only parts politely: it waits for answers that a broken
 * connection never brings, and goes on sending heartbeats for a consumer that reads nothing.
 */
export class OwnSockets {
  private readonly open = new Set<Socket>();
  private cut = false;

  constructor(private readonly connect: ISocketFactory = connectToBroker) {}

  readonly create: ISocketFactory = (address) => {
    if (this.cut) return new Socket().destroy(new Error('This client has been given up.'));
    const socket = this.connect(address);
    this.open.add(socket);
    socket.once('close', () => this.open.delete(socket));
    return socket;
  };

  /** Cuts every connection; new ones fail from now on. */
  destroy(): void {
    this.cut = true;
    for (const socket of this.open) socket.destroy(new Error('This client has been given up.'));
  }
}

const connectToBroker: ISocketFactory = ({ host, port, ssl, onConnect }) => {
  // A server name must not be an address.
  const name = isIP(host) === 0 ? { servername: host } : {};
  // kafkajs declares the options of TLS as always there, and leaves them out where none was asked for.
  const socket = Boolean(ssl)
    ? connectSecurely({ host, port, ...name, ...ssl }, onConnect)
    : connectPlain({ host, port }, onConnect);
  return socket.setKeepAlive(true, keepAliveMilliseconds);
};

/** Waits for `work`, but no longer than the limit; what it throws afterwards is of no interest. Throws what it throws before. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | 'too late'> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<'too late'>((resolve) => {
    timer = setTimeout(() => resolve('too late'), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
