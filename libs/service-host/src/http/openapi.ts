import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { OpenAPIObject } from '@nestjs/swagger';
import { routesOf } from '@rotables/access';
import type { RouteAccess } from '@rotables/access';
import type { Role } from '@rotables/domain-kernel';
import { ServiceIdentity } from '../start/service-definition.js';
import { isReading } from './command.interceptor.js';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

const text = (description: string): Schema => ({ type: 'string', description });

const problemSchema: Schema = {
  type: 'object',
  description: 'Problem details (RFC 9457). Programs go by `code`; `detail` is a sentence for people.',
  required: ['type', 'title', 'status', 'detail', 'code', 'instance', 'traceId'],
  properties: {
    type: text('urn:rotables:problem:<code>'),
    title: text('What sort of problem it is.'),
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: text('Names the field, the value and the way out.'),
    code: text('Stable and kebab-case.'),
    instance: text('The path of the request.'),
    traceId: text('Finds the request in the logs.'),
    errors: {
      type: 'array',
      description: 'Every field that is not as it must be.',
      items: {
        type: 'object',
        required: ['field', 'value', 'message'],
        properties: {
          field: text('For example lines[0].serial'),
          value: text('As sent'),
          message: text('The way out'),
        },
      },
    },
    details: { type: 'object', description: 'The figures behind the refusal.', additionalProperties: true },
  },
};

const idempotencyKeyHeader = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: true,
  description: 'New for every change, the same when the same change is sent again; the first answer is then replayed.',
  schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  example: 'b1e7a1f0-3c55-4a0e-9f0e-0d6b8a0c1c11',
};

const problemsOfCommands: Readonly<Record<string, string>> = {
  400: 'The request is not as it must be.',
  409: 'The state of the thing, or the idempotency key, stands in the way.',
  422: 'A rule of the organisation says no.',
};

/** The OpenAPI document of a service: what its controllers say, and what holds for every route. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const { name, description } = app.get(ServiceIdentity);
  const base = new DocumentBuilder()
    .setTitle(`Rotables ${name}`)
    .setDescription(description)
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = SwaggerModule.createDocument(app, base);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: problemSchema },
  };
  const routes = new Map(
    routesOf(app).map((route) => [`${route.method.toLowerCase()} ${openApiPath(route.path)}`, route]),
  );
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const operation = item[method];
      const route = routes.get(`${method} ${path}`);
      if (operation !== undefined && route !== undefined) complete(operation, method, route);
    }
  }
  return document;
}

function openApiPath(path: string): string {
  return path.replace(/:([A-Za-z0-9_]+)/g, '{$1}');
}

function complete(operation: Operation, method: string, { access }: RouteAccess): void {
  operation.responses['429'] ??= problemResponse(
    'More requests of this person, or address, than a minute has room for.',
  );
  operation.responses['default'] ??= problemResponse('A problem; see its code.');
  if (access?.kind === 'roles') completeProtected(operation, access.roles, isReading(method.toUpperCase()));
  if (isReading(method.toUpperCase())) return;
  operation.responses['413'] ??= problemResponse('The body is larger than allowed.');
  operation.responses['415'] ??= problemResponse('The body is of a type that the route does not read.');
  if (!('x-without-unit-of-work' in operation)) completeCommand(operation, access);
}

function completeCommand(operation: Operation, access: RouteAccess['access']): void {
  if (access?.kind === 'roles') operation.parameters = [...(operation.parameters ?? []), idempotencyKeyHeader];
  for (const [status, description] of Object.entries(problemsOfCommands)) {
    operation.responses[status] ??= problemResponse(description);
  }
}

function completeProtected(operation: Operation, roles: readonly Role[], isReadOnly: boolean): void {
  const who = `Roles: ${roles.join(', ')}${isReadOnly ? '; auditor' : ''}.`;
  operation.security = [{ bearer: [] }];
  operation.description = operation.description ? `${operation.description}\n\n${who}` : who;
  operation.responses['401'] ??= problemResponse('No valid token.');
  operation.responses['403'] ??= problemResponse('The roles of the token do not suffice.');
}

function problemResponse(description: string): NonNullable<Operation['responses'][string]> {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}
