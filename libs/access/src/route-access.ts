import { RequestMethod } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { accessMetadataKey } from './access.decorators.js';
import type { AccessDeclaration } from './access.decorators.js';

/** A route of an application and what it says about who may call it. */
export interface RouteAccess {
  /** `GET`, `POST`, … */
  readonly method: string;
  /** With its parameters as written, for example `/v1/loans/:id/hand-over`. */
  readonly path: string;
  /** `LoanController.handOver` */
  readonly handler: string;
  readonly access: AccessDeclaration | undefined;
}

type Handler = (...parameters: readonly never[]) => unknown;
type ControllerClass = new (...parameters: readonly never[]) => object;

/** Every HTTP route of every controller, in the order of the modules. */
export function routesOf(app: INestApplicationContext): readonly RouteAccess[] {
  const reflector = app.get(Reflector);
  const scanner = new MetadataScanner();
  return controllersOf(app).flatMap((controller) =>
    scanner.getAllMethodNames(prototypeOf(controller)).flatMap((name): RouteAccess[] => {
      const handler: unknown = Reflect.get(prototypeOf(controller), name);
      if (!isHandler(handler) || !Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const method = RequestMethod[reflector.get<RequestMethod>(METHOD_METADATA, handler)];
      const access = reflector.getAllAndOverride<AccessDeclaration | undefined>(accessMetadataKey, [
        handler,
        controller,
      ]);
      return joinedPaths(pathsOf(controller), pathsOf(handler)).map((path) => ({
        method,
        path,
        handler: `${controller.name}.${name}`,
        access,
      }));
    }),
  );
}

/**
 * Throws an Error that lists every route which says neither @RequireRoles nor @Public, and every route that changes
 * something and is declared for the auditor, who changes nothing (O3). Called once at start, before the port opens.
 */
export function ensureEveryRouteDeclaresAccess(app: INestApplicationContext): void {
  const problems = routesOf(app).flatMap(({ method, path, handler, access }) => {
    const route = `${method} ${path} (${handler})`;
    if (access === undefined) return [`${route} says neither @RequireRoles(…) nor @Public()`];
    if (access.kind === 'roles' && access.roles.includes('auditor') && method !== 'GET' && method !== 'HEAD') {
      return [`${route} changes something and is declared for the auditor, who only reads`];
    }
    return [];
  });
  if (problems.length > 0) throw new Error(`Routes without a clear access rule:\n  ${problems.join('\n  ')}`);
}

function controllersOf(app: INestApplicationContext): readonly ControllerClass[] {
  const modules = [...app.get(ModulesContainer).values()];
  return modules.flatMap((module) =>
    [...module.controllers.values()].flatMap(({ metatype }) => (isControllerClass(metatype) ? [metatype] : [])),
  );
}

function isControllerClass(metatype: unknown): metatype is ControllerClass {
  return typeof metatype === 'function' && typeof metatype.prototype === 'object';
}

function prototypeOf(controller: ControllerClass): object {
  return controller.prototype as object;
}

function isHandler(value: unknown): value is Handler {
  return typeof value === 'function';
}

function pathsOf(target: object): readonly string[] {
  const path: unknown = Reflect.getMetadata(PATH_METADATA, target);
  if (Array.isArray(path)) return path.map(String);
  return [typeof path === 'string' ? path : ''];
}

function joinedPaths(controllerPaths: readonly string[], handlerPaths: readonly string[]): string[] {
  return controllerPaths.flatMap((controllerPath) =>
    handlerPaths.map((handlerPath) => {
      const parts = [...controllerPath.split('/'), ...handlerPath.split('/')].filter((part) => part !== '');
      return `/${parts.join('/')}`;
    }),
  );
}
