import { Type } from '@sinclair/typebox';
import { Controller, Module, type INestApplication, type OnModuleInit, type Type as NestType } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { EventPattern, MessagePattern } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { defineEvent, type EventBody } from '@rotables/contracts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EventContext } from './event-context.js';
import { connectEventServer, UnknownEventPattern } from './event-server.js';
import { InProcessBus } from './in-process/in-process-bus.js';
import { InProcessEventServer } from './in-process/in-process-event-server.js';
import { OnEvent, OnEventsTogether } from './on-event.js';

const noticed = defineEvent({
  type: 'bench.noticed.v1',
  topic: 'bench.notice.v1',
  key: 'thing',
  description: 'A thing was noticed.',
  schema: Type.Object({ value: Type.Integer() }),
  example: { value: 1 },
});
const contracts = new Map([[noticed.type, noticed]]);

class Refused extends Error {}

const log: string[] = [];

@Controller()
class First implements OnModuleInit {
  onModuleInit(): void {
    log.push('initialised');
  }

  @OnEvent(noticed)
  async onNoticed({ value }: EventBody<typeof noticed>, { event }: EventContext): Promise<void> {
    log.push(`first begins ${event.key} ${value}`);
    await nextTurn();
    log.push('first ends');
    if (value === 13) throw new Refused('thirteen');
  }
}

@Controller()
class Second {
  @OnEvent(noticed)
  async onNoticed({ value }: EventBody<typeof noticed>): Promise<void> {
    log.push(`second ${value}`);
    await nextTurn();
  }
}

@Controller()
class Together {
  @OnEventsTogether(noticed)
  async onNoticed(bodies: readonly EventBody<typeof noticed>[]): Promise<void> {
    log.push(`together ${bodies.map(({ value }) => value).join(' ')}`);
    await nextTurn();
  }
}

@Controller()
class Misspelt {
  @EventPattern<unknown>('bench.notised.v1')
  async onNoticed(): Promise<void> {
    await nextTurn();
  }
}

@Controller()
class Asking {
  @MessagePattern('bench.question')
  async answer(): Promise<void> {
    await nextTurn();
  }
}

@Module({ controllers: [First, Second] })
class TwoHandlers {}
@Module({ controllers: [Together] })
class OneTogether {}
@Module({ controllers: [First, Together] })
class OneOfEach {}
@Module({ controllers: [Misspelt] })
class WithMisspelt {}
@Module({ controllers: [Asking] })
class WithQuestion {}

const context = new EventContext({
  id: '0e5b8a0c-6f0e-4c5f-9b52-0d7c9c1f6a11',
  type: noticed.type,
  source: 'bench',
  topic: noticed.topic,
  key: 'A',
  sequence: 1,
  time: '2013-04-16T02:10:00.000Z',
  city: null,
  actor: 'li.na',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
});

describe('event server', () => {
  let app: INestApplication;
  let server: InProcessEventServer;

  async function start(module: NestType): Promise<void> {
    log.length = 0;
    const options = Object.assign(new NestApplicationContextOptions(), { logger: false, abortOnError: false });
    app = await NestFactory.create(module, new FastifyAdapter(), options);
    server = new InProcessEventServer({
      contracts,
      bus: new InProcessBus(),
      service: 'bench',
      createReceiver: () => ({ receive: () => Promise.resolve() }),
      onFault: (error) => log.push(String(error)),
    });
    connectEventServer(app, server);
    await app.init();
    await app.startAllMicroservices();
  }
  afterEach(() => app.close());

  it('runs the handlers of one type one after the other', async () => {
    await start(TwoHandlers);
    await server.dispatch(noticed.type, { value: 7 }, context);
    expect(log).toEqual(['initialised', 'first begins A 7', 'first ends', 'second 7']);
  });

  it("rethrows a handler's own error and does not go on to the next handler", async () => {
    await start(TwoHandlers);
    await expect(server.dispatch(noticed.type, { value: 13 }, context)).rejects.toThrow(Refused);
    expect(log.at(-1)).toBe('first ends');
  });

  it('gives a handler that takes events together all of them, and one where there is one', async () => {
    await start(OneTogether);
    const events = [{ value: 1 }, { value: 2 }].map((body) => ({ body, context }));
    await server.dispatchTogether(noticed.type, events);
    await server.dispatch(noticed.type, { value: 3 }, context);
    expect(log).toEqual(['together 1 2', 'together 3']);
    expect([server.handlesTogether(noticed.type), server.handlesTogether('bench.other.v1')]).toEqual([true, false]);
  });

  it('refuses a type whose handlers do not agree on taking its events together', async () => {
    await expect(start(OneOfEach)).rejects.toThrow('together and some one by one');
  });

  it('knows which types it handles', async () => {
    await start(TwoHandlers);
    expect([server.handles(noticed.type), server.handles('bench.other.v1')]).toEqual([true, false]);
  });

  it('refuses to start with a handler for an event that is in no contract', async () => {
    await expect(start(WithMisspelt)).rejects.toThrow(UnknownEventPattern);
    await expect(start(WithMisspelt)).rejects.toThrow(/bench\.notised\.v1.*Known: bench\.noticed\.v1/);
  });

  it('refuses handlers that would answer', async () => {
    await expect(start(WithQuestion)).rejects.toThrow('Use @EventPattern');
  });
});
