/** Where the page lives inside the app: a scheme of our own instead of file://, so that it has an origin and a CSP. */
export const pageScheme = 'offhook-app';
const pageHost = 'desk';
export const pageAddress = `${pageScheme}://${pageHost}/`;
export const popAddress = `${pageAddress}pop.html`;
export const mediaAddress = `${pageAddress}media.html`;

/** Whether an address or an origin is our own page's. Node gives such schemes no origin, so the parts are compared. */
export function isOwnPage(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${pageScheme}:` && url.host === pageHost && url.username === '';
}
