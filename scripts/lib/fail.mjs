/** An error whose message is a sentence for the person in front of the terminal; shown without a stack trace. */
export class Failure extends Error {}

/** Runs a script's main function; prints a Failure as its sentence and sets the exit code. */
export async function run(main) {
  try {
    const code = await main();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Failure ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
