import { giveStacks } from '../base/stacks.ts';
import '../../preload/contract/without-eval.ts';
import { decodeBridge } from '../../preload/bridge/decode-bridge.ts';
import { connectBrowserBridge } from '../../preload/browser.ts';
import { firstWire } from '../base/first-wire.ts';
import { createWallClock } from '../desk/wall-clock.ts';
import { mountPop } from './mount-pop.tsx';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/pop.css';

giveStacks();
const root = document.getElementById('root');
if (root !== null)
  mountPop(
    root,
    window.offhook === undefined ? connectBrowserBridge(firstWire) : decodeBridge(window.offhook),
    createWallClock(),
  );
