// The API as `sealtrail start` runs it, with one addition: over IPC it tells its processor time and profiles itself.
import { Session } from 'node:inspector/promises';

const session = new Session();
session.connect();
process.on('message', async (message) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage();
    process.send({ type: 'cpu', micros: user + system });
  } else if (message === 'profile') {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 500 });
    await session.post('Profiler.start');
    process.send({ type: 'profile' });
  } else if (message === 'profiled') {
    const { profile } = await session.post('Profiler.stop');
    process.send({ type: 'profiled', profile });
  }
});
await import('../../dist/main.js');
