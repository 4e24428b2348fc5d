import { createContext, useContext } from 'react';
import type { AudioChoice } from '../media/audio-choice.ts';

/** What of the page's audio can be tried from the settings. */
export interface AudioTools {
  readonly choice: AudioChoice;
  readonly ringOnce: () => void;
}

const AudioContextOfPage = createContext<AudioTools | null>(null);
export const AudioToolsProvider = AudioContextOfPage.Provider;

export function useAudioTools(): AudioTools {
  const tools = useContext(AudioContextOfPage);
  if (tools === null) throw new Error('used outside the page');
  return tools;
}
