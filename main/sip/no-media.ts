import { Emitter } from '../base/emitter.ts';
import { type MediaPort, MediaUnavailable } from './media-port.ts';

const nobody = () => Promise.reject(new MediaUnavailable('nobody serves media'));

/** For a softphone that takes no calls. */
export const noMedia: MediaPort = {
  available: false,
  onDidChangeAvailable: new Emitter<boolean>().event,
  carries: () => false,
  expect: () => undefined,
  describe: nobody,
  accept: nobody,
  rollback: nobody,
  mute: nobody,
  sendDigits: nobody,
  mix: nobody,
  close: () => Promise.resolve(),
  onDidChangeState: new Emitter<never>().event,
};
