// First of all: main answers while the rest is evaluated.
import '../base/first-wire.ts';
import { connectBrowserBridge } from '../../preload/browser.ts';
import { firstWire } from '../base/first-wire.ts';
import { createWallClock } from '../desk/wall-clock.ts';
import { mountPop } from './mount-pop.tsx';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/pop.css';

const root = document.getElementById('root');
if (root !== null) mountPop(root, window.offhook ?? connectBrowserBridge(firstWire), createWallClock());
