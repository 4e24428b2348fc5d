import { giveStacks } from './base/stacks.ts';
import '../preload/contract/without-eval.ts';
import { askBeforeLeaving } from './desk/ask-before-leaving.ts';
import { audioFirst } from './desk/audio-first.ts';
import { firstCall, firstDrawn, markReady } from './desk/first-drawn.ts';
import { mountDesk } from './desk/mount-desk.tsx';
import { openPopBeside } from './desk/pop-beside.ts';
import { practise } from './desk/practise.tsx';
import { createWallClock } from './desk/wall-clock.ts';
import { firstAudio } from './media/first-audio.ts';
import { createRinger } from './media/ringer.ts';
import './styles/index.css';

giveStacks();
const root = document.getElementById('root');
if (root !== null) {
  const { bridge, choice, described, openAhead } = firstAudio;
  const clock = createWallClock();
  const desk = mountDesk(root, bridge, clock, { choice, ringer: createRinger(choice) }, (made) =>
    bridge.host === 'browser' ? audioFirst(made, described) : Promise.resolve(),
  );
  void markReady(desk);
  const drawn = firstDrawn(desk);
  void drawn.then(() => practise(desk, clock));
  // A call that goes on over a reload waits for the microphone.
  void Promise.race([drawn, firstCall(desk)]).then(openAhead);
  // In Electron a closed window is hidden, and quitting asks.
  if (bridge.host === 'browser') askBeforeLeaving(window, bridge, desk);
  // Asked for by whoever opened the desk, see scripts/lib/app-window.mjs.
  if (bridge.host === 'browser' && new URLSearchParams(location.search).has('pop')) void drawn.then(openPopBeside);
}
