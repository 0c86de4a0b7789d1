import { Chronicle } from './chronicle.js';
import type { DemoWorld } from './demo-types.js';
import { locations, organisations, products } from './party.js';
import { cheeseChain } from './stories/cheese.js';
import { deliverMedicine } from './stories/medicine-delivery.js';
import { dispenseMedicine } from './stories/medicine-dispensing.js';
import { makeMedicine } from './stories/medicine-making.js';
import { recallLot } from './stories/medicine-recall.js';

/**
 * The demo world as of `now`: who there is, and what they sent in the last four weeks, in order of time.
 * Pure: the same arguments give the same world.
 * @param random numbers from 0 to below 1, as of `seededRandom`
 */
export function demoWorld(now: Date, random: () => number): DemoWorld {
  const chronicle = new Chronicle(now, random);
  const made = makeMedicine(chronicle);
  const stock = deliverMedicine(chronicle, made);
  const shelves = dispenseMedicine(chronicle, made, stock);
  recallLot(chronicle, made.recalledLot, shelves);
  cheeseChain(chronicle);
  return {
    organisations: organisations(),
    locations: locations(),
    products: products(),
    captures: chronicle.captures(),
  };
}

/** A small repeatable random source (mulberry32); for stories, not for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
