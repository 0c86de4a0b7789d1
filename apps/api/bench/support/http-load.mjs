import { connect } from 'node:net';

/**
 * Posts bodies over keep-alive connections, one request at a time on each, straight on sockets: what generates the
 * load shares the processors with what is measured, and node's own client costs more than the capture of an event.
 * @returns seconds, and the times of the answers in ms in ascending order
 */
export async function sendAll({ port, path, headers, bodies, connections }) {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  const head = `POST ${path} HTTP/1.1\r\n${lines.join('')}`;
  const requests = bodies.map((body) =>
    Buffer.from(`${head}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  );
  const times = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, () => drive()));
  return { seconds: (performance.now() - started) / 1000, times: times.sort((a, b) => a - b) };

  function drive() {
    return new Promise((resolve, reject) => {
      const socket = connect({ port, host: '127.0.0.1', noDelay: true });
      let sentAt = 0;
      let received = Buffer.alloc(0);
      const send = () => {
        if (next >= requests.length) return resolve(void socket.end());
        sentAt = performance.now();
        socket.write(requests[next++]);
      };
      socket.on('error', reject);
      socket.on('close', () => reject(new Error('The API closed a connection.')));
      socket.on('connect', send);
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const answer = received.latin1Slice(0, end);
        const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer)?.[1]);
        if (received.length < end + 4 + length) return;
        if (!answer.startsWith('HTTP/1.1 202')) {
          return reject(new Error(`${answer.split('\r\n')[0]}: ${received.subarray(end + 4, end + 400)}`));
        }
        times.push(performance.now() - sentAt);
        received = Buffer.alloc(0);
        send();
      });
    });
  }
}
