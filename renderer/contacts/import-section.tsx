import { type ReactNode, useId, useState } from 'react';
import type {
  ImportPreviewView,
  ImportReportView,
  RejectedRow,
  UploadWishes,
} from '../../preload/contract/contacts.ts';
import { failureText } from '../desk/outcome-text.ts';
import { t } from '../i18n/texts.ts';
import { useRequests } from '../profile/profile-context.ts';
import { upload } from './upload.ts';

type Stage =
  | { readonly at: 'choose'; readonly said: string | null }
  | { readonly at: 'reading' }
  | { readonly at: 'preview'; readonly wishes: UploadWishes; readonly preview: ImportPreviewView }
  | { readonly at: 'done'; readonly report: ImportReportView };

/** A file is uploaded, looked at, and only then taken in. */
export function ImportSection({ onChange }: { readonly onChange: () => void }) {
  const request = useRequests();
  const [stage, setStage] = useState<Stage>({ at: 'choose', said: null });
  const look = async (wishes: UploadWishes) => {
    const reply = await request.previewContacts(wishes);
    const preview = reply.ok ? reply.value.preview : null;
    setStage(preview === null ? { at: 'choose', said: t.contacts.unreadable } : { at: 'preview', wishes, preview });
  };
  const choose = async (file: File) => {
    setStage({ at: 'reading' });
    const failure = failureText(await upload(request, file));
    if (failure !== null) return setStage({ at: 'choose', said: t.contacts.refused(failure) });
    return look({ file: file.name.slice(-200) });
  };
  const take = async (wishes: UploadWishes) => {
    setStage({ at: 'reading' });
    const reply = await request.importContacts(wishes);
    if (reply.ok && reply.value.outcome === 'imported') {
      setStage({ at: 'done', report: reply.value.report });
      return onChange();
    }
    const why = reply.ok && reply.value.outcome === 'refused' ? (reply.value.detail ?? '') : t.call.notDelivered;
    return setStage({ at: 'choose', said: t.contacts.refused(why) });
  };
  return (
    <section className="contacts-part" aria-label={t.contacts.importTitle}>
      <h3>{t.contacts.importTitle}</h3>
      <p className="meta">{t.contacts.importHint}</p>
      {stage.at === 'preview' ? (
        <Preview
          preview={stage.preview}
          wishes={stage.wishes}
          onLook={look}
          onTake={take}
          onCancel={() => setStage({ at: 'choose', said: null })}
        />
      ) : (
        <ChooseFile busy={stage.at === 'reading'} onFile={choose} />
      )}
      <p role="status">{stage.at === 'choose' ? stage.said : stage.at === 'reading' ? t.contacts.reading : null}</p>
      {stage.at === 'done' && <Report report={stage.report} />}
    </section>
  );
}

function ChooseFile({ busy, onFile }: { readonly busy: boolean; readonly onFile: (file: File) => Promise<void> }) {
  const id = useId();
  return (
    <div className="choose-file">
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.vcf,.vcard"
        disabled={busy}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void onFile(file);
        }}
      />
      <label htmlFor={id} className="button">
        {t.contacts.choose}
      </label>
    </div>
  );
}

interface PreviewProps {
  readonly preview: ImportPreviewView;
  readonly wishes: UploadWishes;
  readonly onLook: (wishes: UploadWishes) => Promise<void>;
  readonly onTake: (wishes: UploadWishes) => Promise<void>;
  readonly onCancel: () => void;
}

function Preview({ preview, wishes, onLook, onTake, onCancel }: PreviewProps) {
  const { csv, taken, rejectedCount, rejected, first } = preview;
  return (
    <div className="import-preview">
      <p>
        <b>
          <bdi>{wishes.file}</bdi>
        </b>{' '}
        {t.contacts.wouldTake(taken, rejectedCount)}
      </p>
      {csv !== null && <HowRead csv={csv} wishes={wishes} onLook={onLook} />}
      <h4>{t.contacts.first}</h4>
      <ul className="first-people">
        {first.map(({ name, company, numbers }, at) => (
          // The first people of one file, which does not change while it is looked at.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at}>
            <bdi>{name === '' ? company : name}</bdi>{' '}
            <span className="meta">
              <bdi>{[name === '' ? '' : company, ...numbers.map(({ raw }) => raw)].filter(Boolean).join(', ')}</bdi>
            </span>
          </li>
        ))}
      </ul>
      <Rejected rows={rejected} count={rejectedCount} />
      <div className="contacts-buttons">
        <button type="button" className="button primary" disabled={taken === 0} onClick={() => void onTake(wishes)}>
          {t.contacts.take(taken)}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t.contacts.cancel}
        </button>
      </div>
    </div>
  );
}

const delimiters = [',', ';', '\t', '|'] as const;
const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;

interface HowReadProps extends Pick<PreviewProps, 'wishes' | 'onLook'> {
  readonly csv: NonNullable<ImportPreviewView['csv']>;
}

/** What the file was understood as; where that is wrong it is read again. */
function HowRead({ csv, wishes, onLook }: HowReadProps) {
  const holds: Readonly<Record<string, string>> = t.contacts.holds;
  return (
    <>
      <div className="how-read">
        <Choice
          label={t.contacts.delimiter}
          value={csv.delimiter}
          onChoose={(value) => onLook({ ...wishes, delimiter: delimiters.find((each) => each === value) })}
        >
          {delimiters.map((each) => (
            <option key={each} value={each}>
              {t.contacts.delimiters[each]}
            </option>
          ))}
        </Choice>
        <Choice
          label={t.contacts.encoding}
          value={csv.encoding}
          onChoose={(value) => onLook({ ...wishes, encoding: encodings.find((each) => each === value) })}
        >
          {encodings.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </Choice>
      </div>
      <h4>{t.contacts.columns}</h4>
      <ul className="columns-read">
        {csv.columns.map(({ heading, holds: what }, at) => (
          // Columns have a place and nothing else.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} data-ignored={what === 'ignore'}>
            <bdi>{heading === '' ? `${at + 1}` : heading}</bdi> <span className="meta">{holds[what] ?? what}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChoose: (value: string) => Promise<void>;
  readonly children: ReactNode;
}

function Choice({ label, value, onChoose, children }: ChoiceProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => void onChoose(event.target.value)}>
        {children}
      </select>
    </div>
  );
}

function Report({ report: { taken, kept, rejected, rejectedCount } }: { readonly report: ImportReportView }) {
  return (
    <div role="status">
      <p>{t.contacts.taken(taken, kept, rejectedCount)}</p>
      <Rejected rows={rejected} count={rejectedCount} />
    </div>
  );
}

function Rejected({ rows, count }: { readonly rows: readonly RejectedRow[]; readonly count: number }) {
  if (count === 0) return null;
  return (
    <>
      <h4>{t.contacts.rejectedTitle}</h4>
      <ul className="rejected-rows" tabIndex={0} aria-label={t.contacts.rejectedTitle}>
        {rows.map(({ line, reason, text }) => (
          <li key={`${line} ${reason}`}>
            <b>{t.contacts.row(line)}</b> {t.contacts.rejected[reason]}{' '}
            <span className="meta">
              <bdi>{text}</bdi>
            </span>
          </li>
        ))}
        {count > rows.length && <li className="meta">{t.contacts.moreRejected(count - rows.length)}</li>}
      </ul>
    </>
  );
}
