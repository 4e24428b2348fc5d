import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { last } from './corpora.ts';
import { answersTo, greeting } from './lets-in.ts';

/**
 * A manager in a thread of its own that lets everybody in and then pours a corpus as fast as it is read.
 * It tells its port, and for each login when the pouring began, on the clock that all threads share.
 */
// The PBX has a machine of its own: here it must not take the processor from whoever reads. On Linux 0 is this thread.
setPriority(0, 10);

const { corpus, passes } = workerData as { readonly corpus: Uint8Array; readonly passes: number };

/** The empty list is for the lint rule that takes this for a window. */
const tell = (message: object): void => parentPort?.postMessage(message, []);

async function pour(socket: Socket): Promise<void> {
  tell({ poursAt: performance.timeOrigin + performance.now() });
  for (let pass = 0; pass < passes; pass += 1) {
    // oxlint-disable-next-line no-await-in-loop -- the next pass only when there is room for it
    if (!socket.write(corpus)) await once(socket, 'drain');
  }
  socket.write(`Event: ${last}\r\n\r\n`);
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  let rest = '';
  socket.on('data', (bytes: Buffer) => {
    const text = rest + bytes.toString('latin1');
    const end = text.lastIndexOf('\r\n\r\n') + 4;
    rest = end < 4 ? text : text.slice(end);
    if (end < 4) return;
    const { answer, isLogin } = answersTo(text.slice(0, end));
    socket.write(answer);
    // Logged in; a moment for the client to say so to whoever waits.
    if (isLogin) setTimeout(() => void pour(socket), 30);
  });
  socket.write(greeting);
});
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));
