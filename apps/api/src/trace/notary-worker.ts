// A thread that issues credentials: see notary-threads.ts.
import { nativeSigner } from '@sealtrail/crypto/native-ed25519';
import { randomBytes, type KeyObject } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { runNotaryJob, type NotaryIdentity, type NotaryJob } from './notary-job.js';

const { identity, key } = workerData as { identity: NotaryIdentity; key: KeyObject };
const { sign } = nativeSigner(key);

parentPort?.on('message', (job: NotaryJob) => {
  try {
    const answer = runNotaryJob(job, identity, sign, randomBytes);
    parentPort?.postMessage(answer, [answer.packed.buffer as ArrayBuffer]);
  } catch (error) {
    // Told instead of thrown: a thread that ends would take the jobs behind this one with it.
    parentPort?.postMessage(error instanceof Error ? error : new Error(String(error)));
  }
});
