import { type AudioChoice, playThrough } from './audio-choice.ts';

/** Plays what the far end of one session says, through a hidden element; call the answer to stop and remove it. */
export function playTrack(session: string, track: MediaStreamTrack, choice: AudioChoice): () => void {
  const element = document.createElement('audio');
  element.dataset['session'] = session;
  element.hidden = true;
  element.autoplay = true;
  // Asterisk's answers name no stream (RFC 8830), so the track gets one here.
  element.srcObject = new MediaStream([track]);
  document.body.append(element);
  const direct = () => void choice.sink('speaker').then((id) => playThrough(element, id));
  const undirect = choice.onChange(direct);
  direct();
  // A page that was never touched may not sound; the next key or click lets it.
  const start = () => void element.play().catch(() => undefined);
  const gestures = ['keydown', 'pointerdown'] as const;
  for (const gesture of gestures) document.addEventListener(gesture, start);
  start();
  return () => {
    undirect();
    for (const gesture of gestures) document.removeEventListener(gesture, start);
    element.srcObject = null;
    element.remove();
  };
}
