/** What a text breaks, where: an offset into it, what was expected, and what to do. */
export class NotationError extends Error {
  override readonly name = "NotationError";
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(message: string, offset: number, hint?: string) {
    super(message);
    this.offset = offset;
    this.hint = hint;
  }
}

/** Characters that an error quotes of what it met. */
const QUOTED_LENGTH = 24;

/** Lists and calls within one another. Deeper ones would end the stack, and no person writes them. */
const NESTING = 32;

// A regular expression is made anew each time that its literal is met: those that are met often stand here.
const SPACES = /[ \t\r]*/y;
const SPACES_AND_LINES = /(?:[ \t\r\n]|#[^\n]*)*/y;
const WORD_GOES_ON = /[\w.]/;

/** A place in a text that is read from left to right. Patterns must be sticky (`/…/y`); each step takes what it has matched. */
export class Cursor {
  readonly text: string;
  offset: number;
  /** Brackets that are open: within them a line break is a space, as in Python. */
  #depth = 0;

  constructor(text: string, offset = 0, end: number = text.length) {
    this.text = text.slice(0, end);
    this.offset = offset;
  }

  get isAtEnd(): boolean {
    return this.offset >= this.text.length;
  }

  /** Whether the rest of the line is empty, or a comment. */
  get isAtLineEnd(): boolean {
    const character = this.text[this.offset];
    return character === undefined || character === "\n" || character === "#";
  }

  /** The text that a pattern matches here, or undefined. */
  take(pattern: RegExp): string | undefined {
    const match = this.#match(pattern);
    if (match !== undefined) this.offset += match.length;
    return match;
  }

  isAt(text: string): boolean {
    return this.text.startsWith(text, this.offset);
  }

  sees(pattern: RegExp): boolean {
    return this.#match(pattern) !== undefined;
  }

  /** Takes this text if it stands here, and the spaces behind it. */
  eat(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.offset += text.length;
    this.skipSpaces();
    return true;
  }

  /** As `eat`, for a word: `for` does not stand in `format`. */
  eatWord(word: string): boolean {
    if (!this.isAt(word)) return false;
    return !WORD_GOES_ON.test(this.text.charAt(this.offset + word.length)) && this.eat(word);
  }

  /** Spaces; within brackets line breaks and comments too. */
  skipSpaces(): void {
    this.take(this.#depth > 0 ? SPACES_AND_LINES : SPACES);
  }

  /** Reads what stands between two brackets, the first of which has been met: items, separated by commas. */
  list<T>(open: string, close: string, item: () => T): { items: T[]; hasTrailingComma: boolean } {
    const openedAt = this.offset;
    if (this.#depth >= NESTING)
      throw new NotationError(`more than ${NESTING} brackets within one another`, openedAt);
    this.#depth += 1;
    try {
      this.eat(open);
      const items: T[] = [];
      let hasTrailingComma = false;
      while (!this.isAt(close)) {
        if (this.isAtEnd) throw new NotationError(`\`${open}\` is never closed`, openedAt);
        items.push(item());
        hasTrailingComma = this.eat(",");
        if (!hasTrailingComma && !this.isAt(close)) this.fail(`\`,\` or \`${close}\``);
      }
      this.offset += close.length;
      return { items, hasTrailingComma };
    } finally {
      this.#depth -= 1;
      this.skipSpaces();
    }
  }

  /** Fails with what was expected here, beside what stands here. */
  fail(expected: string, hint?: string, offset: number = this.offset): never {
    throw new NotationError(`expected ${expected}, ${this.#met(offset)}`, offset, hint);
  }

  #met(offset: number): string {
    if (offset >= this.text.length) return "but the text ends here";
    const rest = this.text.slice(offset, offset + QUOTED_LENGTH);
    if (rest.startsWith("\n")) return "but the line ends here";
    return `not \`${rest.split(/\n/)[0]?.trimEnd()}\``;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text)?.[0];
  }
}
