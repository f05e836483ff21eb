import { parseBusinessDate } from '@rotables/domain-kernel';
import { ConfigurationInvalid } from './environment-reader.js';
import { parseConfiguration } from './service-configuration.js';

const service = { name: 'depot', defaultPort: 7309 };
const least = {
  DATABASE_URL: 'postgres://depot_app:secret@127.0.0.1:5432/depot',
  KAFKA_BROKERS: '127.0.0.1:7306, broker2:9092',
  ACCESS_PUBLIC_KEY: 'keys/public.pem',
};

describe('configuration', () => {
  it('needs a database, brokers and a key; the rest has defaults', () => {
    expect(parseConfiguration({ ...least, PORT: '', HOST: ' ' }, service)).toMatchObject({
      host: '127.0.0.1',
      port: 7309,
      databaseOwnerUrl: undefined,
      poolSize: 10,
      logLevel: 'info',
      bodyLimitBytes: 1_048_576,
      idempotencyKeyDays: 30,
      bus: {
        kind: 'kafka',
        brokers: ['127.0.0.1:7306', 'broker2:9092'],
        topicPrefix: '',
        tls: false,
        credentials: undefined,
      },
    });
    expect(parseConfiguration({ ...least, KAFKA_BROKERS: 'in-process' }, service).bus).toEqual({ kind: 'in-process' });
  });

  it('takes credentials for brokers and a holiday calendar', () => {
    const configuration = parseConfiguration(
      {
        ...least,
        KAFKA_USERNAME: 'u',
        KAFKA_PASSWORD: 'p',
        KAFKA_TLS: 'true',
        HOLIDAYS: '2026-10-01',
        WORKING_WEEKEND_DAYS: '2026-10-10',
      },
      service,
    );
    expect(configuration.bus).toMatchObject({
      tls: true,
      credentials: { mechanism: 'scram-sha-512', username: 'u', password: 'p' },
    });
    expect(configuration.calendar.isWorkingDay(parseBusinessDate('2026-10-01'))).toBe(false);
    expect(configuration.calendar.isWorkingDay(parseBusinessDate('2026-10-10'))).toBe(true);
  });

  it('lists every mistake at once with name, value and way out, and no password', () => {
    const environment = {
      DATABASE_URL: 'mysql://u:secret@host/x',
      PORT: '70000',
      POOL_SIZE: '1.5',
      KAFKA_BROKERS: 'broker',
      KAFKA_PASSWORD: 'secret',
      TOPIC_PREFIX: 'a b',
      LOG_LEVEL: 'loud',
      BODY_LIMIT_BYTES: '-1',
      RATE_LIMIT_PER_MINUTE: 'many',
      UPLOAD_LIMIT_PER_MINUTE: '0',
      TRUSTED_PROXIES: '10.0.0.0/8,proxy,10.0.0.1/33',
      HOLIDAYS: '2026-02-30',
    };
    const problems = problemsOf(environment);
    expect(problems.map((problem) => problem.split(/ is |:/, 1)[0])).toEqual([
      'PORT',
      'DATABASE_URL',
      'POOL_SIZE',
      'KAFKA_BROKERS',
      'TOPIC_PREFIX',
      'KAFKA_USERNAME',
      'ACCESS_PUBLIC_KEY',
      'LOG_LEVEL',
      'BODY_LIMIT_BYTES',
      'RATE_LIMIT_PER_MINUTE',
      'UPLOAD_LIMIT_PER_MINUTE',
      'TRUSTED_PROXIES',
      'TRUSTED_PROXIES',
      'HOLIDAYS and WORKING_WEEKEND_DAYS',
    ]);
    expect(problems).toContain('PORT is "70000", but must be a whole number from 0 to 65535 (7309 when not set).');
    expect(problems.join()).not.toContain('secret');
  });
});

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfiguration(environment, service);
  } catch (error) {
    if (error instanceof ConfigurationInvalid) return error.problems;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}
