const wanted = ['audio/opus', 'audio/pcmu', 'audio/pcma', 'audio/g722', 'audio/telephone-event'];

/** What of the browser's codecs is offered, best first. The rest (comfort noise, RED) only gives a PBX choices to regret. */
export const preferredCodecs = <Codec extends { readonly mimeType: string }>(codecs: readonly Codec[]): Codec[] =>
  wanted.flatMap((type) => codecs.filter((codec) => codec.mimeType.toLowerCase() === type));
