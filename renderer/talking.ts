import { describedWithin } from './media/described-within.ts';
import { firstAudio } from './media/first-audio.ts';

/**
 * The desk, where somebody talks as its page is loaded (main/hosts/browser/page-server.ts): it is read once the audio of
 * that call has been described to main. A page that died or was loaded again keeps a caller waiting no longer than that.
 */
const { described, stopWaiting, openAhead } = firstAudio;
openAhead();
setTimeout(stopWaiting, describedWithin);
void described.then(() => import('./main.tsx'));
