import { SetMetadata } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';

export const PUBLIC = 'sealtrail:public';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route needs no token. */
    isPublic?: boolean;
  }
}

/**
 * The handler needs no token: health, metrics, the public log. Told twice: to the guard of each handler, and to the
 * route, because whoever sends a body without a token must be refused before it is read.
 */
export const Public =
  (): MethodDecorator & ClassDecorator => (target: object, key?: string | symbol, descriptor?: unknown) => {
    if (descriptor !== undefined && key !== undefined) return mark(target, key, descriptor as PropertyDescriptor);
    const { prototype } = target as { prototype: object };
    for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (name !== 'constructor' && typeof own.value === 'function') mark(prototype, name, own);
  };

function mark(target: object, key: string | symbol, descriptor: PropertyDescriptor): void {
  SetMetadata(PUBLIC, true)(target, key, descriptor);
  RouteConfig({ isPublic: true })(target, key, descriptor);
}
