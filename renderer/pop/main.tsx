import { connectBrowserBridge } from '../../preload/browser.ts';
import { createWallClock } from '../desk/wall-clock.ts';
import { mountPop } from './mount-pop.tsx';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/pop.css';

const root = document.getElementById('root');
if (root !== null) mountPop(root, window.offhook ?? connectBrowserBridge(), createWallClock());
