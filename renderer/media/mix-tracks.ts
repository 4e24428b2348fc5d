/** Several voices in one track. */
export interface TrackMix {
  readonly track: MediaStreamTrack;
  close(): void;
}

/** Made from a key press, so that the page may sound; a track that is disabled meanwhile is silent in it. */
export function mixTracks(tracks: readonly MediaStreamTrack[]): TrackMix {
  const context = new AudioContext();
  const mixed = new MediaStreamAudioDestinationNode(context, { channelCount: 1 });
  for (const track of tracks) context.createMediaStreamSource(new MediaStream([track])).connect(mixed);
  const [track] = mixed.stream.getAudioTracks();
  if (track === undefined) throw new Error('the browser gives no track to mix into');
  void context.resume();
  return {
    track,
    close: () => {
      track.stop();
      void context.close();
    },
  };
}
