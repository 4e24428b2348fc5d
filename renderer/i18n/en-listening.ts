/** A supervisor on a colleague's call. */
export const enListening = {
  title: 'For a colleague on a call, in the dial line',
  verbs: { listen: 'listen', whisper: 'whisper', barge: 'join in' },
  long: { listen: 'Listen to both', whisper: 'Whisper to the colleague alone', barge: 'Join in, heard by both' },
  to: {
    listen: (name: string) => `Listen to the call of ${name}`,
    whisper: (name: string) => `Whisper to ${name}`,
    barge: (name: string) => `Join in the call of ${name}`,
  },
  card: {
    listen: 'you listen to their call, unheard',
    whisper: 'they alone hear you, the caller does not',
    barge: 'both of them hear you',
  },
  refused: (why: string) => `You are not listening. ${why}`,
  afterwards: 'Your phone is in use. Try again after the call.',
};
