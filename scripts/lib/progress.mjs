import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Failure } from './fail.mjs';
import { at, ROOT } from './paths.mjs';

const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const TAIL_LINES = 25;

/**
 * Shows one step while `work` runs: a line with the seconds it took; a spinner on a terminal only.
 * Progress goes to standard error, so that standard output carries results alone.
 */
export async function step(title, work) {
  const out = process.stderr;
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  let frame = 0;
  const timer =
    out.isTTY && setInterval(() => out.write(`\r\x1b[2K${FRAMES[frame++ % FRAMES.length]} ${title} ${seconds()}`), 100);
  if (!out.isTTY) out.write(`… ${title}\n`);
  try {
    const result = await work();
    clearInterval(timer);
    out.write(`${out.isTTY ? '\r\x1b[2K' : ''}✓ ${title} (${seconds()})\n`);
    return result;
  } catch (error) {
    clearInterval(timer);
    out.write(`${out.isTTY ? '\r\x1b[2K' : ''}✗ ${title} (${seconds()})\n`);
    throw error;
  }
}

/**
 * Runs a command with its output in `.build/<name>.log`. On failure throws a Failure with the sentence and the end
 * of that log.
 */
export function command(name, sentence, file, args, { env = {}, cwd = ROOT } = {}) {
  mkdirSync(at('.build'), { recursive: true });
  const logFile = at('.build', `${name}.log`);
  const log = createWriteStream(logFile);
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    child.on('error', (error) => reject(new Failure(`${sentence} ${error.message}.`)));
    child.on('close', (code, signal) => {
      log.end(() => {
        if (code === 0) resolve();
        else reject(new Failure(explain(sentence, logFile, code ?? signal)));
      });
    });
  });
}

function explain(sentence, logFile, how) {
  const text = readFileSync(logFile, 'utf8');
  const tail = text
    .trimEnd()
    .split('\n')
    .slice(-TAIL_LINES)
    .map((line) => `  │ ${line}`)
    .join('\n');
  let reason = sentence;
  if (/ENOSPC|no space left/i.test(text)) reason = 'The disk is full: free about 3 GB and run the command again.';
  else if (/EACCES|EROFS|permission denied/i.test(text))
    reason = 'The right to write in this folder is missing: use a folder of your own, or give yourself the right.';
  else if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT/.test(text))
    reason = `${sentence} The package registry cannot be reached: check the network or \`npm config get registry\`.`;
  return `${tail}\n\n${reason} (exit ${how}; whole log: ${logFile})`;
}
