import { useEffect, useState } from 'react';
import type { RequestOutput } from '../../preload/contract/requests.ts';
import { said, t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';

interface Template {
  readonly url: string | undefined;
  readonly command: readonly string[] | undefined;
}

/** What a template comes to for a call nobody makes; told by main, which is what opens it, at each letter. */
export function LinkPreview({ url, command }: Template) {
  const request = useRequests();
  const [preview, setPreview] = useState<RequestOutput<'previewLink'> | null>(null);
  const text = JSON.stringify({ url, command });
  useEffect(() => {
    let latest = true;
    const template = JSON.parse(text) as { url?: string; command?: string[] };
    void request.previewLink(template).then((reply) => {
      if (latest && reply.ok) setPreview(reply.value);
    });
    return () => {
      latest = false;
    };
  }, [request, text]);
  if (preview === null) return null;
  return (
    <p className={preview.problem === null ? 'link-preview' : 'field-problem'} aria-live="polite">
      <bdi>{preview.problem === null ? t.settings.links.opens(preview.opens ?? '') : said(preview.problem)}</bdi>
    </p>
  );
}
