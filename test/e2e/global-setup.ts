import type { TestProject } from 'vitest/node';
import { newWorld, processesOf, removeWorld, start, stop, type Ports } from './launch.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The platform that all end-to-end tests share; see harness.ts. */
    platform: { home: string; ports: Ports };
  }
}

/** Starts one platform with the demo world for the whole run, and proves at the end that nothing of it stays. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const world = await newWorld();
  // for work on tests that do not need the demo world
  const running = start(world, process.env['E2E_EMPTY'] ? ['--empty'] : []);
  const milliseconds = await running.ready;
  console.error(
    `The platform was ready after ${(milliseconds / 1000).toFixed(1)} s (first start, with the demo world).`,
  );
  project.provide('platform', { home: world.home, ports: world.ports });
  return async () => {
    await stop(running);
    const left = processesOf(world);
    if (left.length > 0) throw new Error(`Processes stayed behind: ${left.map(({ command }) => command).join('; ')}`);
    removeWorld(world);
  };
}
