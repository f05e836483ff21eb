import fastifyCookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadPrivateKey } from '@rotables/access';
import { Clock } from '@rotables/domain-kernel';
import { SecurityLog, serviceConfiguration, type ServiceConfiguration } from '@rotables/service-host';
import { serveClient } from '../client-files/serve-client.js';
import { LiveUpdates } from '../live/live-updates.js';
import { serveLiveUpdates } from '../live/serve-live-updates.js';
import { servePrintedForms } from '../printed-forms/serve-printed-forms.js';
import { BrowserSessions } from '../sign-in/browser-sessions.js';
import { NamesOfPeople } from '../sign-in/names-of-people.js';
import { consoleSettings } from './console-settings.js';
import { forwardToServices } from './forward-to-services.js';
import { tellNow } from './tell-now.js';

/** Everything that a browser meets besides the session's routes: the client's files, the way to the services, live updates. */
export async function openToBrowsers(app: NestFastifyApplication): Promise<void> {
  const settings = consoleSettings(app.get<ServiceConfiguration>(serviceConfiguration));
  // Describing the routes takes neither a key nor a service; who wants to forward without a key is told so then.
  const privateKey = loadPrivateKey(settings.privateKeyPath);
  privateKey.catch(() => undefined);
  const sessions = app.get(BrowserSessions);
  const updates = app.get(LiveUpdates);
  const security = app.get<SecurityLog>(SecurityLog);
  const server = app.getHttpAdapter().getInstance();
  tellNow(server, app.get<Clock>(Clock));
  await app.register(fastifyCookie);
  await server.register(forwardToServices, { privateKey, sessions, security, addresses: settings.addresses });
  await server.register(serveLiveUpdates, { sessions, updates, security });
  await server.register(servePrintedForms, {
    privateKey,
    sessions,
    security,
    addresses: settings.addresses,
    people: app.get<NamesOfPeople>(NamesOfPeople),
    clock: app.get<Clock>(Clock),
    organisation: settings.organisation,
  });
  await server.register(serveClient);
}
