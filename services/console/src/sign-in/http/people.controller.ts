import { Controller, Get, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '@rotables/access';
import type { FastifyRequest } from 'fastify';
import { signedInOf } from '../../gateway/browser-request.js';
import { BrowserSessions } from '../browser-sessions.js';
import { NamesOfPeople } from '../names-of-people.js';
import { NotSignedIn } from '../sign-in.errors.js';
import { PeopleView } from './people.dto.js';

/** Who is who, for anybody who is signed in: services speak of accounts. Public, because the cookie says who it is. */
@ApiTags('people')
@Controller('v1/people')
@Public()
export class PeopleController {
  constructor(
    private readonly names: NamesOfPeople,
    private readonly sessions: BrowserSessions,
  ) {}

  @Get()
  @ApiOkResponse({ type: PeopleView })
  async get(@Req() request: FastifyRequest): Promise<PeopleView> {
    if ((await signedInOf(request, this.sessions)) === null) throw new NotSignedIn();
    const names = await this.names.byAccount();
    return { people: [...names].map(([account, name]) => ({ account, name })) };
  }
}
