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

  it('shows the sample at work today, unless a month is named that is played as it is', () => {
    expect(parseOptions([], {}).sample.isToday).toBe(true);
    expect(parseOptions([], { ROTABLES_SAMPLE_FLEET: '/srv/march' }).sample).toEqual({
      directory: '/srv/march',
      isToday: true,
    });
    expect(parseOptions([], { ROTABLES_SAMPLE_MONTH: '/srv/march' }).sample).toEqual({
      directory: '/srv/march',
      isToday: false,
    });
    expect(() => parseOptions([], { ROTABLES_SAMPLE_MONTH: 'a', ROTABLES_SAMPLE_FLEET: 'b' })).toThrow(
      'ROTABLES_SAMPLE_MONTH and ROTABLES_SAMPLE_FLEET are both set; leave one of them out.',
    );
  });

  it('speaks to brokers that are named as the environment says, with as many copies as it says', () => {
    const environment = {
      KAFKA_BROKERS: 'bootstrap:9092',
      KAFKA_TLS: 'true',
      KAFKA_USERNAME: 'rotables',
      KAFKA_PASSWORD: 'secret',
      KAFKA_REPLICATION_FACTOR: '3',
      KAFKA_MIN_INSYNC_REPLICAS: '2',
    };
    expect(parseOptions([], environment)).toMatchObject({
      kafkaSecurity: {
        tls: true,
        credentials: { mechanism: 'scram-sha-512', username: 'rotables', password: 'secret' },
      },
      kafkaReplication: { copies: 3, inSync: 2 },
    });
    const wrong = {
      KAFKA_TLS: 'yes',
      KAFKA_PASSWORD: 'secret',
      KAFKA_SASL_MECHANISM: 'none',
      KAFKA_REPLICATION_FACTOR: '0',
    };
    expect(() => parseOptions([], wrong)).toThrow(
      /^(?!.*secret)KAFKA_TLS is "yes".*KAFKA_SASL_MECHANISM is "none".*KAFKA_USERNAME and KAFKA_PASSWORD.*KAFKA_REPLICATION_FACTOR is "0"/s,
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
