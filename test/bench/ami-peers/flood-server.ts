import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A manager in a thread of its own that lets everybody in and then pours a corpus as fast as it is read.
 * It tells its port, and for each login when the pouring began, on the clock that all threads share.
 */
const { corpus, passes } = workerData as { readonly corpus: Uint8Array; readonly passes: number };

/** The empty list is for the lint rule that takes this for a window. */
const tell = (message: object): void => parentPort?.postMessage(message, []);

async function pour(socket: Socket): Promise<void> {
  tell({ poursAt: performance.timeOrigin + performance.now() });
  for (let pass = 0; pass < passes; pass += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the next pass only when there is room for it
    if (!socket.write(corpus)) await once(socket, 'drain');
  }
  socket.write('Event: BenchEnd\r\n\r\n');
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  let rest = '';
  socket.on('data', (bytes: Buffer) => {
    const blocks = (rest + bytes.toString('latin1')).split('\r\n\r\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const id = /^actionid: ?(.*)$/im.exec(block)?.[1]?.trim() ?? '';
      socket.write(`Response: Success\r\nActionID: ${id}\r\nMessage: Authentication accepted\r\nChallenge: 1\r\n\r\n`);
      // Logged in; a moment for the client to say so to whoever waits.
      if (/^action: ?login/im.test(block)) setTimeout(() => void pour(socket), 30);
    }
  });
  socket.write('Asterisk Call Manager/11.0.0\r\n');
});
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
