export { postAtOnce, statusCounts } from './at-once.js';
export { BrowserOfTests, type BrowserAnswer } from './browser-of-tests.js';
export { ChildScript, type ChildScriptOptions } from './child-script.js';
export { describeWithKafka } from './describe-with-kafka.js';
export { given, type Outcome } from './given-when-then.js';
export { killPoint, tellTest } from './kill-point.js';
export {
  caller,
  RunningTestService,
  type Answer,
  type Caller,
  type RequestOptions,
  type RunningServiceOptions,
} from './running-service.js';
export { workbook } from './small-workbook.js';
export { TcpProxy, type ProxyFault } from './tcp-proxy.js';
export { tellCities, tellPeople, type ToldPerson } from './tell-people.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { freshTopicPrefix, requireKafkaBrokers, testKafkaBrokers, testPostgresUrl } from './test-platform.js';
export { rolesOfRoute, wrongWaysOn } from './ways-on.js';
export { waitFor, type WaitOptions } from './wait-for.js';
