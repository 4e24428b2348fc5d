/** The wire's channels over Electron IPC: a document says that it is there, then one channel goes each way. */
export const wireChannels = {
  open: 'offhook:open',
  toMain: 'offhook:to-main',
  toPage: 'offhook:to-page',
} as const;
