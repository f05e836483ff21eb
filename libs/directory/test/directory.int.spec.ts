import { Module } from '@nestjs/common';
import { custodyHandedOverV1 } from '@rotables/contracts';
import { CityOutOfScope, parseActorId, parseCityCode, systemSession, type Session } from '@rotables/domain-kernel';
import { defineService } from '@rotables/service-host';
import { caller, RunningTestService, tellCities, tellPeople, type ToldPerson } from '@rotables/testing';
import {
  CityNotKnown,
  Directory,
  DirectoryModule,
  NotYourSite,
  PersonDisabled,
  PersonNotKnown,
  PersonWithoutRole,
  rememberSite,
  SiteNotKnown,
} from '../src/index.js';

@Module({ imports: [DirectoryModule.learning('people', 'sites')] })
class LookUpModule {}

const lookUp = defineService({
  name: 'look-up',
  module: LookUpModule,
  entities: [],
  migrations: [],
  defaultPort: 7399,
});
const [dalian, anshan] = [parseCityCode('DL'), parseCityCode('AS')];
const ofDalian: Session = { ...systemSession('clerk'), cities: [dalian] };
const head: ToldPerson = { ...caller('head.dl', 'branch-head', ['DL']), name: '大连负责人', department: 'service' };

describe('the directory of a service', () => {
  let service: RunningTestService;
  let directory: Directory;

  beforeAll(async () => {
    service = await RunningTestService.start(lookUp);
    directory = service.service.app.get(Directory);
    await tellPeople(service, [
      head,
      caller('chen.jun', 'technician'),
      { ...caller('gone', 'warehouse'), state: 'disabled' },
    ]);
    await tellCities(service, ['DL', 'AS', 'SY']);
  });

  afterAll(() => service.stop());

  const inDalian = <Result>(work: () => Promise<Result>): Promise<Result> =>
    service.service.parts.database.unitOfWork.run(ofDalian, work);

  it.each(['head.dl', 'HEAD.DL', ' head.dl.', 'ｈｅａｄ.dl'])(
    'O3 finds a person by his account typed %s, and says the account as it was made',
    async (typed) => {
      expect(await inDalian(() => directory.ensurePerson(typed, 'toCustodian'))).toEqual({
        account: 'head.dl',
        name: '大连负责人',
        roles: ['branch-head'],
        cities: ['DL'],
        department: 'service',
        active: true,
      });
    },
  );

  it('O3 refuses whom nobody has told of, as something that may be known in a moment', async () => {
    const asked = inDalian(() => directory.ensurePerson('ghost.nobody', 'toCustodian'));
    await expect(asked).rejects.toThrow(PersonNotKnown);
    await expect(asked).rejects.toMatchObject({ kind: 'conflict', details: { account: 'ghost.nobody' } });
    expect(await inDalian(() => directory.person('ghost.nobody'))).toBeUndefined();
  });

  it('O6 refuses whose account is disabled, and takes him again when it is enabled', async () => {
    await expect(inDalian(() => directory.ensurePerson('gone', 'technician'))).rejects.toThrow(PersonDisabled);
    await tellPeople(service, [caller('gone', 'warehouse')]);
    await expect(inDalian(() => directory.ensurePerson('gone', 'technician'))).resolves.toMatchObject({ active: true });
  });

  it('O3 refuses who has none of the roles, or does not act in the city', async () => {
    const wanted = (roles: ['branch-head' | 'technician'], city = dalian) =>
      inDalian(() => directory.ensurePerson('head.dl', 'technician', { roles, city }));
    await expect(wanted(['technician'])).rejects.toThrow(PersonWithoutRole);
    await expect(wanted(['branch-head'], anshan)).rejects.toThrow(PersonWithoutRole);
    await expect(wanted(['branch-head'])).resolves.toMatchObject({ account: 'head.dl' });
  });

  it('O3 knows people of all cities as people of each', async () => {
    const asked = inDalian(() => directory.ensurePerson('chen.jun', 'technician', { city: anshan }));
    await expect(asked).resolves.toMatchObject({ cities: 'all' });
  });

  it('O3 takes the last telling: another role takes the place of the one before', async () => {
    await tellPeople(service, [{ ...head, roles: ['branch-clerk'] }]);
    const asked = inDalian(() => directory.ensurePerson('head.dl', 'custodian', { roles: ['branch-head'] }));
    await expect(asked).rejects.toThrow(PersonWithoutRole);
    await tellPeople(service, [head]);
  });

  it('O3 of two accounts of one person from before takes the one as typed, else the one that is active', async () => {
    await tellPeople(service, [{ ...caller('Twin', 'quality'), state: 'disabled' }, caller('twin', 'quality')]);
    expect(await inDalian(() => directory.person('Twin'))).toMatchObject({ account: 'Twin', active: false });
    expect(await inDalian(() => directory.person('TWIN'))).toMatchObject({ account: 'twin', active: true });
  });

  it('O1 a city that no site is in does not exist, a site of another city does', async () => {
    await expect(inDalian(() => directory.ensureCity(parseCityCode('XX'), 'city'))).rejects.toThrow(CityNotKnown);
    await expect(inDalian(() => directory.ensureCity(anshan, 'city'))).resolves.toBeUndefined();
    expect(await inDalian(() => directory.site('AS'))).toMatchObject({ city: 'AS', custodian: 'head.as' });
    expect(await inDalian(() => directory.site('ZZ'))).toBeUndefined();
  });

  it('O1 O2 O3 takes a site at the word of who works there: opened, of his city, and no branch that he only oversees', async () => {
    const asked = (site: string, by: Session = ofDalian) => inDalian(() => directory.ensureSite(site, 'site', by));
    const everywhere: Session = { ...systemSession('warehouse'), cities: 'all' };
    await expect(asked('DL')).resolves.toMatchObject({ site: 'DL', custodian: 'head.dl' });
    await expect(asked('NOPE')).rejects.toThrow(SiteNotKnown);
    await expect(asked('AS')).rejects.toThrow(CityOutOfScope);
    await expect(asked('AS', everywhere)).rejects.toThrow(NotYourSite);
    await expect(asked('SY', everywhere)).resolves.toMatchObject({ siteKind: 'headquarters' });
    const keeper: Session = { ...everywhere, actor: parseActorId('HEAD.as') };
    await expect(asked('AS', keeper)).resolves.toMatchObject({ site: 'AS' });
  });

  it('O2 knows who keeps a site, also after a hand-over', async () => {
    const body = {
      site: 'AS',
      city: 'AS',
      fromCustodian: 'head.as',
      toCustodian: 'li.na',
      countedUnits: 0,
      handedOverAt: '2013-04-16T02:10:00.000Z',
    };
    expect(await inDalian(() => directory.sitesKeptBy('HEAD.as'))).toHaveLength(1);
    await service.deliver(custodyHandedOverV1, 'AS', body);
    expect(await inDalian(() => directory.sitesKeptBy('head.as'))).toEqual([]);
    expect(await inDalian(() => directory.sitesKeptBy('li.na'))).toMatchObject([{ site: 'AS' }]);
  });

  it('X8 a session of one city reads every site and writes only those of its own', async () => {
    const site = { site: 'AS2', city: anshan, siteKind: 'station', nameZh: 'x', nameEn: 'x', custodian: 'head.dl' };
    await expect(inDalian(() => rememberSite(site))).rejects.toThrow(/row-level security/);
    await expect(inDalian(() => rememberSite({ ...site, site: 'DL2', city: dalian }))).resolves.toBeUndefined();
  });
});
