import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What the proxy does to the bytes that pass through it. */
export type ProxyFault =
  /** Everything passes. */
  | 'none'
  /** Nothing passes in either direction, connections stay open: a network that has fallen silent. */
  | 'stalled'
  /** Requests arrive, answers are swallowed: the server has done its work, the client never hears of it. */
  | 'answers-lost';

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

/**
 * A TCP proxy on 127.0.0.1 that can cut, stall, or lose the answer. PostgreSQL clients are given its port instead of the
 * server's. A Kafka client learns the broker's own address from the metadata and would go round the proxy, so a broker
 * behind it must advertise the proxy's port (`advertisedPort` of `startKafka`).
 */
export class TcpProxy {
  #fault: ProxyFault = 'none';
  #refuses = false;
  readonly #pairs = new Set<Pair>();

  private constructor(
    private readonly listener: Server,
    private readonly target: { readonly host: string; readonly port: number },
  ) {
    listener.on('connection', (client) => this.#accept(client));
  }

  static start(target: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
    return new Promise((resolve, reject) => {
      const listener = createServer({ pauseOnConnect: true });
      const proxy = new TcpProxy(listener, target);
      listener.once('error', reject).listen({ host: '127.0.0.1', port: 0 }, () => resolve(proxy));
    });
  }

  get port(): number {
    const address: AddressInfo | string | null = this.listener.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The proxy is closed.');
    }
    return address.port;
  }

  /** Connections that pass through it now. */
  get connections(): number {
    return this.#pairs.size;
  }

  /** The same address, by way of the proxy. */
  redirect(url: string): string {
    const redirected = new URL(url);
    redirected.hostname = '127.0.0.1';
    redirected.port = String(this.port);
    return redirected.href;
  }

  /** Resets every connection; with `refuse` new ones are reset too, until `heal`. */
  cut(options: { readonly refuse?: boolean } = {}): void {
    this.#refuses = options.refuse ?? false;
    for (const { client, server } of this.#pairs) {
      client.resetAndDestroy();
      server.resetAndDestroy();
    }
  }

  /** Holds back all bytes, in both directions; `heal` lets them pass, none lost. */
  stall(): void {
    this.#set('stalled');
  }

  /**
   * From now on answers are thrown away. Such a connection has a hole in it, so `heal` resets it: whoever waits for the
   * answer then learns that the connection is gone, and nothing more.
   */
  loseAnswers(): void {
    this.#set('answers-lost');
  }

  heal(): void {
    if (this.#fault === 'answers-lost') {
      this.cut();
    }
    this.#refuses = false;
    this.#set('none');
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.listener.close(() => resolve()));
    this.cut();
    await closed;
  }

  #set(fault: ProxyFault): void {
    this.#fault = fault;
    for (const pair of this.#pairs) {
      this.#regulate(pair);
    }
  }

  #accept(client: Socket): void {
    if (this.#refuses) {
      client.resetAndDestroy();
      return;
    }
    const server = connect({ ...this.target, noDelay: true });
    client.setNoDelay(true);
    const pair: Pair = { client, server };
    this.#pairs.add(pair);
    client.on('data', (bytes) => this.#forward(bytes, client, server));
    server.on('data', (bytes) => {
      if (this.#fault !== 'answers-lost') {
        this.#forward(bytes, server, client);
      }
    });
    this.#tieEnds(pair);
    this.#regulate(pair);
  }

  #regulate({ client, server }: Pair): void {
    for (const socket of [client, server]) {
      if (this.#fault === 'stalled') {
        socket.pause();
      } else {
        socket.resume();
      }
    }
  }

  #tieEnds(pair: Pair): void {
    const { client, server } = pair;
    const drop = (): void => {
      this.#pairs.delete(pair);
      client.destroy();
      server.destroy();
    };
    client
      .on('error', drop)
      .on('close', drop)
      .on('end', () => server.end());
    server
      .on('error', drop)
      .on('close', drop)
      .on('end', () => client.end());
  }

  /** Passes bytes on, and holds the source while the destination cannot take more. */
  #forward(bytes: Buffer, from: Socket, to: Socket): void {
    if (!to.write(bytes)) {
      from.pause();
      to.once('drain', () => {
        if (this.#fault !== 'stalled') {
          from.resume();
        }
      });
    }
  }
}
