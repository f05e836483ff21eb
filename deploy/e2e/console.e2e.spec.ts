import { describeWithKafka } from '@rotables/testing';
import { accountsJourney } from './journeys/accounts.js';
import { answeredCommandJourney } from './journeys/answered-command.js';
import { applicationJourney } from './journeys/application.js';
import { coverageEndingJourney } from './journeys/coverage-ending.js';
import { faultToReturnJourney } from './journeys/fault-to-return.js';
import { fiftyScansJourney } from './journeys/fifty-scans.js';
import { firstLoadJourney } from './journeys/first-load.js';
import { monthEndJourney } from './journeys/month-end.js';
import { operationsJourney } from './journeys/operations.js';
import { organisationJourney } from './journeys/organisation.js';
import { otherCityJourney } from './journeys/other-city.js';
import { pageAwayJourney } from './journeys/page-away.js';
import { pagesJourney } from './journeys/pages.js';
import { scrapJourney } from './journeys/scrap.js';
import { serviceAwayJourney } from './journeys/service-away.js';
import { signInJourney } from './journeys/sign-in.js';
import type { Language } from './support/browser.js';
import { ConsoleStage } from './support/console-stage.js';

const journeyMilliseconds = 240_000;

let stage: ConsoleStage;

describeWithKafka('the console in Chromium', () => {
  beforeAll(async () => {
    stage = await ConsoleStage.open();
  });

  afterAll(async () => {
    await stage.close();
  });

  it('a link leads its person home, whoever was signed in before', () => signInJourney(stage), journeyMilliseconds);

  it(
    'S2 S3 an application goes from branch to receipt over three people, live and by scanner',
    () => applicationJourney(stage),
    journeyMilliseconds,
  );

  it(
    'R1 S7 B2 B3 B4 a fault goes over loan, quote and payment to the returned unit, over four people',
    () => faultToReturnJourney(stage),
    journeyMilliseconds,
  );

  it(
    'S4 S5 a month-end with a shortage takes two signatures and is compensated',
    () => monthEndJourney(stage),
    journeyMilliseconds,
  );

  it(
    'R9 scrap takes three appraisers and an approver, and nobody signs twice',
    () => scrapJourney(stage),
    journeyMilliseconds,
  );

  it(
    'a page that does not come says so and comes back; what is not known is said, and not taken for in order',
    () => pageAwayJourney(stage),
    journeyMilliseconds,
  );

  it('S5 fifty units are counted by keys alone', () => fiftyScansJourney(stage), journeyMilliseconds);

  it("X8 another city's data cannot be reached by address or API", () => otherCityJourney(stage), journeyMilliseconds);

  it(
    'O3 a newcomer is let in by a link, and out at once when the account is disabled',
    () => accountsJourney(stage),
    journeyMilliseconds,
  );

  it(
    'O2 B1 a site passes to a successor by its count, and a fee holds from a day on',
    () => organisationJourney(stage),
    journeyMilliseconds,
  );

  it(
    'W9 W10 what runs out next is seen by its branch, taken along as a file, and renewed',
    () => coverageEndingJourney(stage),
    journeyMilliseconds,
  );

  it(
    'X5 an operator mends an event that could not be read, gives another up, and both keys go on',
    () => operationsJourney(stage),
    journeyMilliseconds,
  );

  it(
    'a command is done with its answer, and its button busy until the page is read anew',
    () => answeredCommandJourney(stage),
    journeyMilliseconds,
  );

  it(
    'a service that is away stops nobody elsewhere, loses nothing typed, and comes back by itself',
    () => serviceAwayJourney(stage),
    journeyMilliseconds,
  );

  it('the first page is there after 500 kB at most', () => firstLoadJourney(stage), journeyMilliseconds);

  it.each<Language>(['zh', 'en'])(
    'every page in %s is readable for all, translated, and no wider than the screen',
    (language) => pagesJourney(stage, language),
    journeyMilliseconds,
  );
});
