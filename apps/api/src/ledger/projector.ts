import { Injectable } from '@nestjs/common';

/** What follows integration in other contexts: their projections, each up to the integrated size, safe to repeat. */
@Injectable()
export class Projector {
  private readonly projections: (() => Promise<void>)[] = [];

  /** Called by a context's module when it is made. */
  register(projection: () => Promise<void>): void {
    this.projections.push(projection);
  }

  async project(): Promise<void> {
    for (const projection of this.projections) await projection();
  }
}
