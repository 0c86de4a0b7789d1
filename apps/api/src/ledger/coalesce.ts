/**
 * Turns many calls into few: `work` runs at once, never twice at the same time, and once more for all calls that came while it ran,
 * after a pause. Nothing is lost, and a thousand notifications a second cost a handful of runs.
 */
export function coalesce(
  work: () => Promise<void>,
  pauseMs: number,
  sleep: (ms: number) => Promise<void>,
): () => Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await work();
      await sleep(pauseMs);
    } while (again);
  };
  return () => {
    again = true;
    running ??= loop().finally(() => {
      running = undefined;
    });
    return running;
  };
}
