import { codedFailure } from "@sockpit/protocol";
import type { Visitor } from "./visitor.js";

/** A visitor without labs is forgotten once as many can be made as at first: so many seconds after the last one. */
const REFILL_SECONDS = 10;

/** Visitors that are remembered; the one that was seen first is forgotten first. */
const MAX_VISITORS = 20_000;

interface Account {
  labs: number;
  /** How many labs may be made at once: a token bucket, which fills up within `REFILL_SECONDS`. */
  tokens: number;
  filledAt: number;
}

/**
 * Bounds how many labs each visitor has, and how fast they are made: at first as many as there may be, then that number
 * again every 10 seconds.
 */
export class VisitorLabs {
  readonly #labsPerVisitor: number;
  readonly #accounts = new Map<Visitor, Account>();

  constructor(labsPerVisitor: number) {
    this.#labsPerVisitor = labsPerVisitor;
  }

  /** Counts one lab more, until `release` is called. `too_many_labs_of_visitor`. */
  take(visitor: Visitor): { release: () => void } {
    const account = this.#accounts.get(visitor) ?? this.#open(visitor);
    this.#fill(account);
    if (account.labs >= this.#labsPerVisitor) {
      throw tooMany(
        `You have ${account.labs} labs, the most that one address may have here. Close some of them.`,
      );
    }
    if (account.tokens < 1) throw tooMany("You make labs faster than this server allows. Try again later.");
    account.labs += 1;
    account.tokens -= 1;
    return {
      release: () => {
        account.labs -= 1;
      },
    };
  }

  #open(visitor: Visitor): Account {
    if (this.#accounts.size >= MAX_VISITORS) this.#forgetOne();
    const account = { labs: 0, tokens: this.#labsPerVisitor, filledAt: performance.now() };
    this.#accounts.set(visitor, account);
    return account;
  }

  /** Seldom: the first that has no labs. Those with labs are fewer than `limits.labsPerServer`. */
  #forgetOne(): void {
    for (const [visitor, { labs }] of this.#accounts) {
      if (labs > 0) continue;
      this.#accounts.delete(visitor);
      return;
    }
  }

  #fill(account: Account): void {
    const now = performance.now();
    const more = ((now - account.filledAt) / 1000) * (this.#labsPerVisitor / REFILL_SECONDS);
    account.tokens = Math.min(this.#labsPerVisitor, account.tokens + more);
    account.filledAt = now;
  }
}

function tooMany(message: string): Error {
  return codedFailure("too_many_labs_of_visitor", message);
}
