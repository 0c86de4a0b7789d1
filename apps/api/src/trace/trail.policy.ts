import type { TrailStep } from './trail-walk.js';

/** What is known of a step's event for deciding who may see it. */
export interface StepFacts {
  /** The reader captured it, or a place of the reader stands in it. */
  readonly takesPart: boolean;
  /** The capturing organisation lets those downstream see its events. */
  readonly shared: boolean;
}

/**
 * The part of a trail that an organisation may see: its own events, and of those that share, everything up to its own
 * last part in the trail. What came after it let go is not its business.
 * @param steps in time order
 */
export function visibleSteps<T extends Pick<TrailStep, 'time'>>(
  steps: readonly T[],
  factsOf: (step: T) => StepFacts,
): T[] {
  let last = -Infinity;
  for (const step of steps) if (factsOf(step).takesPart) last = Math.max(last, step.time);
  return steps.filter((step) => {
    const facts = factsOf(step);
    return facts.takesPart || (facts.shared && step.time <= last);
  });
}
