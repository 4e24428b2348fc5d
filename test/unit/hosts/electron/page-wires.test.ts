import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Logger } from '../../../../main/base/log.ts';
import { createLogger } from '../../../../main/base/log.ts';
import { openPageWires } from '../../../../main/hosts/electron/page-wires.ts';
import type { FromMain, Wire } from '../../../../preload/contract/wire.ts';
import { FakeContents, ipcEvent } from './fake-electron.ts';

const view: FromMain = { kind: 'view', view: { revision: 1 } };

describe('the wires of the Electron host', () => {
  let ipc: EventEmitter;
  let wires: Wire<FromMain>[];
  let warnings: string[];

  beforeEach(() => {
    ipc = new EventEmitter();
    wires = [];
    warnings = [];
    const log: Logger = createLogger(
      ({ message }) => void warnings.push(message),
      () => 0,
    );
    openPageWires(ipc as unknown as IpcMain, log)((wire) => void wires.push(wire));
  });

  const open = (contents: FakeContents): Wire<FromMain> => {
    ipc.emit('offhook:open', ipcEvent(contents));
    const wire = wires.at(-1);
    if (wire === undefined) throw new Error('no wire was opened');
    return wire;
  };
  const heardBy = (wire: Wire<FromMain>): unknown[] => {
    const heard: unknown[] = [];
    wire.onMessage((message) => void heard.push(message));
    return heard;
  };
  const watchClose = (wire: Wire<FromMain>): { count: number } => {
    const closes = { count: 0 };
    wire.onClose(() => {
      closes.count += 1;
    });
    return closes;
  };

  test('a page that says it is there gets a wire both ways', () => {
    const contents = new FakeContents();
    const wire = open(contents);
    const heard = heardBy(wire);
    wire.send(view);
    ipc.emit('offhook:to-main', ipcEvent(contents), { kind: 'report' });
    expect(contents.sent).toEqual([{ channel: 'offhook:to-page', message: view }]);
    expect(heard).toEqual([{ kind: 'report' }]);
  });

  test.each([
    ['a foreign page', (contents: FakeContents) => (contents.mainFrame.url = 'https://evil.example/')],
    ['another host of our scheme', (contents: FakeContents) => (contents.mainFrame.url = 'offhook-app://elsewhere/')],
    ['a local file', (contents: FakeContents) => (contents.mainFrame.url = 'file:///index.html')],
  ])('%s gets no wire and is not heard', (_, spoil) => {
    const contents = new FakeContents();
    const heard = heardBy(open(contents));
    spoil(contents);
    ipc.emit('offhook:to-main', ipcEvent(contents), { kind: 'request' });
    ipc.emit('offhook:open', ipcEvent(contents));
    expect(heard).toEqual([]);
    expect(wires).toHaveLength(1);
    expect(warnings).toEqual(['a message was refused', 'a wire was refused']);
  });

  test.each([
    ['a frame inside the page', { url: 'offhook-app://desk/' }],
    ['a frame that is gone', null],
  ])('%s is not heard', (_, frame) => {
    const contents = new FakeContents();
    const heard = heardBy(open(contents));
    ipc.emit('offhook:to-main', ipcEvent(contents, frame), { kind: 'request' });
    expect(heard).toEqual([]);
  });

  test('a message before the page said it is there goes nowhere', () => {
    ipc.emit('offhook:to-main', ipcEvent(new FakeContents()), { kind: 'request' });
    expect(wires).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test.each([
    [
      'a reload',
      (contents: FakeContents) => contents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false }),
    ],
    ['a crash', (contents: FakeContents) => contents.emit('render-process-gone', {}, { reason: 'crashed' })],
    ['the end of the window', (contents: FakeContents) => contents.emit('destroyed')],
    ['a new document', (contents: FakeContents) => open(contents)],
  ])('%s closes the wire once, and nothing more is sent', (_, end) => {
    const contents = new FakeContents();
    const wire = open(contents);
    const closes = watchClose(wire);
    end(contents);
    contents.emit('destroyed');
    wire.send(view);
    expect(closes.count).toBe(1);
    expect(contents.sent).toEqual([]);
  });

  test.each([
    { isMainFrame: true, isSameDocument: true },
    { isMainFrame: false, isSameDocument: false },
  ])('a navigation that leaves the document alone keeps the wire: %o', (details) => {
    const contents = new FakeContents();
    const closes = watchClose(open(contents));
    contents.emit('did-start-navigation', details);
    expect(closes.count).toBe(0);
  });

  test('the new document of a window speaks over its own wire only', () => {
    const contents = new FakeContents();
    const before = heardBy(open(contents));
    const after = heardBy(open(contents));
    ipc.emit('offhook:to-main', ipcEvent(contents), 'hello');
    expect([before, after]).toEqual([[], ['hello']]);
  });

  test('nothing is sent to a window that is gone but has not said so', () => {
    const contents = new FakeContents();
    const wire = open(contents);
    contents.destroyed = true;
    expect(() => wire.send(view)).not.toThrow();
    expect(contents.sent).toEqual([]);
  });

  test('windows that come and go leave no listeners behind', () => {
    const contents = new FakeContents();
    for (let at = 0; at < 5; at++) open(contents);
    contents.emit('destroyed');
    expect(contents.eventNames().flatMap((name) => contents.listeners(name))).toEqual([]);
  });
});
