import { SetMetadata } from '@nestjs/common';

export const PUBLIC = 'sealtrail:public';

/** The handler needs no token: health, metrics, the public log. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC, true);
