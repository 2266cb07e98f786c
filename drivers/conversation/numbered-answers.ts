/**
 * Recorded answers of a protocol with numbered messages. Guarantees that an answer is given to the question it was given to
 * then, however the two were mixed with others on the line, under the number of the one who asks now; and each only once.
 */
import type { MessageNumbers } from '../contract/message-numbers.ts';
import type { Conversation, Said } from './conversation.ts';
import type { Recorded, RecordedAnswers } from './recorded-answers.ts';

interface Exchange {
  readonly asked: Said;
  readonly number: number;
  /** The question without its number. */
  readonly plain: string;
  readonly received: { readonly said: Said; readonly isAnswer: boolean }[];
  taken: boolean;
}

/** What a timer sends may have come before or behind a question then: this many questions are looked back on. */
const mostMixed = 8;

export class NumberedAnswers implements RecordedAnswers {
  readonly greeting: readonly Said[];
  taken = 0;
  readonly #numbers: MessageNumbers;
  readonly #exchanges: readonly Exchange[];
  #place = 0;

  constructor({ said }: Conversation, numbers: MessageNumbers) {
    this.#numbers = numbers;
    const { greeting, exchanges } = exchangesOf(said, numbers);
    this.greeting = greeting;
    this.#exchanges = exchanges;
  }

  get writings(): number {
    return this.#exchanges.length;
  }

  take(asked: Uint8Array): Recorded | undefined {
    const [message] = this.#numbers.finder('sent')(asked);
    if (message === undefined) return undefined;
    const plain = plainOf(message, this.#numbers);
    let found = Math.max(0, this.#place - mostMixed);
    let exchange = this.#exchanges[found];
    while (exchange !== undefined && (exchange.taken || exchange.plain !== plain)) exchange = this.#exchanges[++found];
    if (exchange === undefined) return undefined;
    exchange.taken = true;
    this.taken += 1;
    this.#place = Math.max(this.#place, found + 1);
    const number = this.#numbers.numberOf(message);
    const received = exchange.received.map(({ said, isAnswer }) =>
      isAnswer ? { ...said, bytes: this.#numbers.renumbered(said.bytes, number) } : said,
    );
    return { received, ...(exchange.asked.at === undefined ? {} : { at: exchange.asked.at }) };
  }

  next(): Said | undefined {
    return this.#exchanges[this.#place]?.asked;
  }
}

function exchangesOf(said: readonly Said[], numbers: MessageNumbers) {
  const greeting: Said[] = [];
  const exchanges: Exchange[] = [];
  const finders = { sent: numbers.finder('sent'), received: numbers.finder('received') };
  for (const one of said) {
    for (const bytes of finders[one.direction](one.bytes)) {
      const message = { ...one, bytes };
      const number = numbers.numberOf(bytes);
      if (one.direction === 'sent') {
        exchanges.push({ asked: message, number, plain: plainOf(bytes, numbers), received: [], taken: false });
        continue;
      }
      const isAsked = (each: Exchange) => each.number === number && !isAnswered(each);
      const answered = exchanges.slice(-mostMixed).reverse().find(isAsked);
      const owner = answered ?? exchanges.at(-1);
      if (owner === undefined) greeting.push(message);
      else owner.received.push({ said: message, isAnswer: answered !== undefined });
    }
  }
  return { greeting, exchanges };
}

function isAnswered({ received }: Exchange): boolean {
  return received.some(({ isAnswer }) => isAnswer);
}

function plainOf(message: Uint8Array, numbers: MessageNumbers): string {
  return String.fromCharCode(...numbers.renumbered(message, 0));
}
