import { firstAudio } from './media/first-audio.ts';

/** However long the microphone takes, ms. */
const describedWithin = 300;

/**
 * The desk, where somebody talks as its page is loaded (main/hosts/browser/page-server.ts): it is read once the audio of
 * that call has been described to main. A page that died or was loaded again keeps a caller waiting no longer than that.
 */
const { described, openAhead } = firstAudio;
openAhead();
const late = new Promise((resolve) => setTimeout(resolve, describedWithin));
void Promise.race([described, late]).then(() => import('./main.tsx'));
