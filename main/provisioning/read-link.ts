import { failed, type Result, success } from '../base/result.ts';

/** Where the document of a link is. */
export type LinkTarget =
  | { readonly kind: 'address'; readonly url: string }
  | { readonly kind: 'document'; readonly text: string };

export type LinkFault = 'not-a-link' | 'not-https';

/**
 * What somebody pasted or clicked:
 *
 *     https://pbx.example/desks/4f7c                  the document is fetched from there
 *     offhook://connect/pbx.example/4f7c-1014-a92e    the same as https://pbx.example/.well-known/offhook/4f7c-1014-a92e
 *     offhook:provision#PAYLOAD.KEY.SIGNATURE         the document itself; what follows # goes to no server
 *     {"offhook":1,…}                                 the document itself
 */
export function readLink(pasted: string): Result<LinkTarget, LinkFault> {
  const text = pasted.trim();
  if (text.startsWith('{')) return success({ kind: 'document', text });
  const inline = /^offhook:(?:\/\/)?provision\/?#([A-Za-z0-9_.-]+)$/.exec(text)?.[1];
  if (inline !== undefined) return success({ kind: 'document', text: inline });
  const connect =
    /^offhook:\/\/connect\/([A-Za-z0-9.-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?)\/([A-Za-z0-9_-]{1,200})$/.exec(
      text,
    );
  if (connect !== null) {
    const [, host = '', token = ''] = connect;
    return success({ kind: 'address', url: `https://${host}/.well-known/offhook/${token}` });
  }
  const url = /\s/.test(text) ? null : URL.parse(text);
  if (url?.protocol === 'http:') return failed('not-https');
  if (url?.protocol !== 'https:' || url.hostname === '' || url.username !== '' || url.password !== '') {
    return failed('not-a-link');
  }
  return success({ kind: 'address', url: url.href });
}
