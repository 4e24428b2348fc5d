import { queueStatus } from '../ami/actions.ts';
import type { AmiClient } from '../ami/client.ts';
import { mailboxCount } from '../ami/mailbox-count.ts';
import type { Clock } from '../base/clock.ts';
import { type Disposable, DisposableStore } from '../base/disposable.ts';
import type { Logger } from '../base/log.ts';
import type { DeskModel } from './desk-model.ts';
import { amiFact } from './translate/ami-facts.ts';

export interface WatchAmiOptions {
  readonly ami: AmiClient;
  readonly model: DeskModel;
  /** The agent's endpoint, `PJSIP/1001`. */
  readonly endpoint: string;
  /** box@context. */
  readonly mailbox: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** AMI's part of the model: queue offers and mailbox counts; a snapshot at every (re)connect, events after it. */
export function watchAmi(options: WatchAmiOptions): Disposable {
  const { ami, model, endpoint, mailbox, clock } = options;
  const open = new DisposableStore();
  open.add(
    ami.onDidChangeLink((link) => {
      model.setLink('ami', link);
      if (link.state === 'up') void snapshot(options);
      else model.applyMailbox({ kind: 'mailbox-lost', source: 'ami', at: clock.now() });
    }),
  );
  open.add(
    ami.onEvent((message) => {
      const fact = amiFact(message, endpoint, clock.now());
      if (fact !== null) model.apply(fact);
      // The event's own numbers know nothing of urgent ones: it only says when to ask.
      if (message.name === 'MessageWaiting' && message.get('Mailbox') === mailbox) void countMailbox(options);
    }),
  );
  return open;
}

async function snapshot(options: WatchAmiOptions): Promise<void> {
  const { ami, model, endpoint, clock, log } = options;
  const [queues] = await Promise.all([ami.list(queueStatus()), countMailbox(options)]);
  if (!queues.ok) {
    log.warn('the queues cannot be read', { why: queues.failure.kind });
    return;
  }
  for (const item of queues.value) {
    const fact = amiFact(item, endpoint, clock.now());
    if (fact !== null) model.apply(fact);
  }
}

async function countMailbox({ ami, model, mailbox, clock, log }: WatchAmiOptions): Promise<void> {
  const counted = await mailboxCount(ami, mailbox);
  if (!counted.ok) {
    log.warn('the mailbox cannot be counted', { mailbox, why: counted.failure.kind });
    return;
  }
  const { new: fresh, old, urgent } = counted.value;
  // MailboxCount counts urgent messages beside the new ones (manager.c, action_mailboxcount); to a person they are new.
  model.applyMailbox({ kind: 'mailbox', source: 'ami', at: clock.now(), new: fresh + urgent, old, urgent });
}
