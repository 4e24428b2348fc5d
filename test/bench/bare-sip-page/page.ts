import { SimpleUser } from 'sip.js/lib/platform/web/index.js';

/** The peer: the least a SIP.js page can be, with SimpleUser as its own documentation shows it. */
const parameters = new URLSearchParams(location.search);
const state = document.querySelector('#state');
const audio = document.querySelector('audio');
const show = (text: string): void => {
  if (state !== null) state.textContent = text;
};

const user = new SimpleUser(parameters.get('url') ?? '', {
  aor: `sip:${parameters.get('user')}@localhost`,
  userAgentOptions: {
    authorizationUsername: parameters.get('user') ?? '',
    authorizationPassword: parameters.get('password') ?? '',
    logLevel: 'error',
  },
  media: { constraints: { audio: true, video: false }, ...(audio !== null && { remote: { audio } }) },
  delegate: {
    onCallReceived: () => show('Ringing'),
    onCallAnswered: () => show('Active'),
    onCallHangup: () => show('Ended'),
  },
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') void user.answer();
});
await user.connect();
await user.register();
show('Ready');
// Two frames: the first runs before the paint, the second after it.
requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('registered')));
