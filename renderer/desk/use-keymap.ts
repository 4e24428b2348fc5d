import { createContext, useContext } from 'react';
import { defaultKeymap, type Keymap } from '../keys/keymap.ts';

const KeymapContext = createContext<Keymap>(defaultKeymap);
export const KeymapProvider = KeymapContext.Provider;

/** The keys as the settings make them. */
export const useKeymap = (): Keymap => useContext(KeymapContext);
