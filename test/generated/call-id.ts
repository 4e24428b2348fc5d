/** The SIP Call-ID of a made-up channel. */
export const callIdOf = (channel: string): string => `${channel}@made-up`;
