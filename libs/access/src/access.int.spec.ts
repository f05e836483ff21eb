import { generateKeyPairSync } from 'node:crypto';
import { Controller, Get, Module, Post } from '@nestjs/common';
import type { Type } from '@nestjs/common';
import { NestApplicationContextOptions } from '@nestjs/common/interfaces/nest-application-context-options.interface.js';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DomainError } from '@rotables/domain-kernel';
import type { Role, Session } from '@rotables/domain-kernel';
import { CurrentSession, Public, RequireRoles } from './access.decorators.js';
import { AccessModule } from './access.module.js';
import { issueToken } from './issue-token.js';
import { ensureEveryRouteDeclaresAccess, routesOf } from './route-access.js';
import { TokenVerifier } from './token-verifier.js';

@Controller('v1/loans')
@RequireRoles('warehouse')
class LoanController {
  @Get()
  list(@CurrentSession() session: Session) {
    return session;
  }

  @Post(':id/take-back')
  @RequireRoles('warehouse', 'technician')
  takeBack() {
    return 'taken back';
  }

  @Get('terms')
  @Public()
  terms() {
    return 'terms';
  }
}

@Controller('forgotten')
class ForgottenController {
  @Get('first')
  first() {
    return 'nobody said who may read this';
  }

  @Post('second')
  @RequireRoles('auditor')
  second() {
    return 'an auditor must not change this';
  }
}

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

async function applicationWith(controller: Type): Promise<NestFastifyApplication> {
  @Module({ imports: [AccessModule.forRoot(new TokenVerifier(publicKey))], controllers: [controller] })
  class TestModule {}
  const app = await NestFactory.create<NestFastifyApplication>(
    TestModule,
    new FastifyAdapter(),
    Object.assign(new NestApplicationContextOptions(), { logger: false }),
  );
  // The filter that turns these errors into problem details belongs to service-host; here the code is answer enough.
  app.useGlobalFilters({
    catch(error, host) {
      const { code, message } = error instanceof DomainError ? error : { code: 'unknown', message: String(error) };
      host.switchToHttp().getResponse<{ send(body: object): void }>().send({ code, message });
    },
  });
  await app.init();
  return app;
}

describe('access to routes', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await applicationWith(LoanController);
  });
  afterAll(() => app.close());

  async function call(method: 'GET' | 'POST', url: string, role?: Role): Promise<unknown> {
    const token =
      role && (await issueToken({ subject: 'p1', name: 'P', roles: [role], cities: ['DL'], minutes: 5 }, privateKey));
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await app.inject({ method, url, headers });
    return answer.headers['content-type']?.toString().includes('json') ? answer.json() : answer.body;
  }

  it('O3 is for the roles that the route names, the method before the class', async () => {
    expect(await call('GET', '/v1/loans', 'warehouse')).toMatchObject({
      actor: 'p1',
      roles: ['warehouse'],
      cities: ['DL'],
    });
    expect(await call('POST', '/v1/loans/1/take-back', 'technician')).toBe('taken back');
    expect(await call('GET', '/v1/loans?city=DL', 'technician')).toEqual({
      code: 'role-missing',
      message: expect.stringMatching(/^GET \/v1\/loans needs one of the roles warehouse; the token has technician\./),
    });
  });

  it('O3 lets the auditor read everything and change nothing', async () => {
    expect(await call('GET', '/v1/loans', 'auditor')).toMatchObject({ roles: ['auditor'] });
    expect(await call('POST', '/v1/loans/1/take-back', 'auditor')).toMatchObject({ code: 'auditor-changes-nothing' });
  });

  it('O3 does not make the administrator a superuser', async () => {
    expect(await call('POST', '/v1/loans/1/take-back', 'administrator')).toMatchObject({ code: 'role-missing' });
  });

  it('asks for a token where the route is not public', async () => {
    expect(await call('GET', '/v1/loans/terms')).toBe('terms');
    expect(await call('GET', '/v1/loans')).toEqual({
      code: 'token-missing',
      message: expect.stringMatching(/^The header Authorization is missing; .*npm run token/),
    });
    const answer = await app.inject({ url: '/v1/loans', headers: { authorization: 'Basic c2VjcmV0' } });
    expect(answer.json()).toMatchObject({ code: 'token-missing', message: expect.not.stringContaining('c2VjcmV0') });
  });

  it('is written down for every route', () => {
    expect(() => ensureEveryRouteDeclaresAccess(app)).not.toThrow();
    expect(routesOf(app).map(({ method, path, handler }) => `${method} ${path} ${handler}`)).toEqual([
      'GET /v1/loans LoanController.list',
      'POST /v1/loans/:id/take-back LoanController.takeBack',
      'GET /v1/loans/terms LoanController.terms',
    ]);
  });
});

describe('a route that does not say who may call it', () => {
  let app: NestFastifyApplication;
  beforeAll(async () => {
    app = await applicationWith(ForgottenController);
  });
  afterAll(() => app.close());

  it('is named at start, together with every other mistake', () => {
    expect(() => ensureEveryRouteDeclaresAccess(app)).toThrow(
      /GET \/forgotten\/first \(ForgottenController\.first\) says neither[^]*POST \/forgotten\/second .* declared for the auditor/,
    );
  });

  it('is closed to everybody', async () => {
    const token = await issueToken(
      { subject: 'a', name: 'A', roles: ['administrator'], cities: 'all', minutes: 5 },
      privateKey,
    );
    const answer = await app.inject({ url: '/forgotten/first', headers: { authorization: `Bearer ${token}` } });
    expect(answer.body).not.toContain('nobody said');
  });
});
