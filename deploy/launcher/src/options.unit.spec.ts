import { parseOptions } from './options.js';
import { affectedServices } from './watch.js';

describe('parseOptions', () => {
  it('has defaults for everything', () => {
    expect(parseOptions([], {})).toMatchObject({ portBase: 7300, reset: false, kafkaBrokers: null, databaseUrl: null });
  });

  it('takes what the environment and the arguments say', () => {
    const environment = { ROTABLES_HOME: '/srv/rotables', ROTABLES_PORT_BASE: '9300', KAFKA_BROKERS: 'a:9092, b:9092' };
    expect(parseOptions(['--reset'], environment)).toMatchObject({
      home: '/srv/rotables',
      portBase: 9300,
      reset: true,
      kafkaBrokers: 'a:9092,b:9092',
    });
  });

  it('lists every mistake with its way out', () => {
    const environment = { ROTABLES_PORT_BASE: '80', ROTABLES_SERVICE_HEAP_MEGABYTES: '64M' };
    expect(() => parseOptions([], environment)).toThrow(
      'ROTABLES_PORT_BASE is "80", but must be a whole number from 1024 to 65435.\n' +
        'ROTABLES_SERVICE_HEAP_MEGABYTES is "64M", but must be a whole number from 128 to 65536.',
    );
  });

  it('does not repeat the password of a wrong DATABASE_URL', () => {
    expect(() => parseOptions([], { DATABASE_URL: 'mysql://root:secret@db/x' })).toThrow(/^(?!.*secret)/s);
  });
});

describe('affectedServices', () => {
  it('names the services whose own sources changed', () => {
    expect(affectedServices(['services/rma/src/a.ts', 'services/rma/src/b.ts', 'services/billing/src/c.ts'])).toEqual([
      'rma',
      'billing',
    ]);
  });

  it('names none, hence all, when a library changed too', () => {
    expect(affectedServices(['services/rma/src/a.ts', 'libs/outbox/src/b.ts'])).toEqual([]);
  });
});
