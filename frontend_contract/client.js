// Sends trusted documents to hb: typed data back, one idempotency key for one intention, retries under the same key.

/** @import { DocumentTypeDecoration } from '@graphql-typed-document-node/core' */

/**
 * Variables as `send` takes them: the key of a mutation's input may be left out, then one is made.
 * @template V
 * @typedef {V extends { input: infer I extends { idempotencyKey: string } }
 *   ? Omit<V, 'input'> & { input: Omit<I, 'idempotencyKey'> & { idempotencyKey?: string } }
 *   : V} Variables
 */

/**
 * @typedef {object} Options
 * @property {string} url address of the endpoint, such as http://127.0.0.1:8000/graphql
 * @property {string | (() => string | Promise<string>)} token bearer token, or what gives a fresh one
 * @property {'fi' | 'sv' | 'en'} [language] language of messages; Finnish when left out
 * @property {number} [attempts] how often a request is sent at most, 4 when left out
 * @property {typeof fetch} [fetch] another fetch
 * @property {(milliseconds: number) => Promise<unknown>} [wait] another way to wait between attempts
 */

/** Codes after which the same request, under the same key, may be sent again. */
const PASSING = new Set(['BUSY', 'UNKNOWN_OUTCOME', 'RATE_LIMITED', 'TOO_MANY_REQUESTS_AT_ONCE', 'NETWORK', 'UNREADABLE']);
const PAUSE_MS = 200;

/** A request that was refused or had no answer. A payload's `userErrors` are data and not this. */
export class HbError extends Error {
  /**
   * @param {string} code `extensions.code`; NETWORK without any answer, UNREADABLE for one that is not hb's
   * @param {string} message
   * @param {{ status?: number, requestId?: string, extensions?: Record<string, unknown>,
   *   idempotencyKey?: string, retryAfter?: number, cause?: unknown }} [facts]
   */
  constructor(code, message, facts = {}) {
    super(message, { cause: facts.cause });
    this.name = 'HbError';
    this.code = code;
    this.status = facts.status;
    /** For the operators: tell it with a report of a fault. */
    this.requestId = facts.requestId;
    /** The limit and the value, where a guard refused. */
    this.extensions = facts.extensions ?? {};
    /** Send the same input again under this key once there is an answer to be had. */
    this.idempotencyKey = facts.idempotencyKey;
    /** Seconds that the server asks to wait. */
    this.retryAfter = facts.retryAfter;
  }
}

/** The way to one endpoint, as one user in one role. */
export class Hb {
  /** @param {Options} options */
  constructor({ url, token, language = 'fi', attempts = 4, fetch = globalThis.fetch, wait = pause }) {
    this.url = url;
    this.token = token;
    this.language = language;
    this.attempts = attempts;
    this.fetch = fetch;
    this.wait = wait;
  }

  /**
   * The data of one operation.
   * @template R, V
   * @param {DocumentTypeDecoration<R, V>} document of `ts/<app>`
   * @param {Variables<V>} variables
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<R>}
   * @throws {HbError} refused, or no answer after all attempts
   */
  async send(document, variables, { signal } = {}) {
    const { key, given } = keyed(variables);
    // The id leads: the server lets a large body pass only behind the id of a document that takes lists.
    const body = JSON.stringify({ documentId: idOf(document), variables: given });
    for (let attempt = 1; ; attempt += 1) {
      try {
        return /** @type {R} */ (await this.#once(body, key, signal));
      } catch (error) {
        if (!(error instanceof HbError) || !PASSING.has(error.code) || attempt >= this.attempts) throw error;
        await this.wait((error.retryAfter ?? 0) * 1000 + PAUSE_MS * 2 ** (attempt - 1) * Math.random());
        signal?.throwIfAborted();
      }
    }
  }

  /**
   * @param {string} body
   * @param {string | undefined} idempotencyKey
   * @param {AbortSignal | undefined} signal
   */
  async #once(body, idempotencyKey, signal) {
    const token = typeof this.token === 'function' ? await this.token() : this.token;
    const headers = {
      accept: 'application/graphql-response+json',
      'accept-language': this.language,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    };
    let response, text;
    try {
      response = await this.fetch(this.url, { method: 'POST', headers, body, signal });
      text = await response.text();
    } catch (cause) {
      if (signal?.aborted) throw cause;
      throw new HbError('NETWORK', 'No answer.', { cause, idempotencyKey });
    }
    const facts = {
      status: response.status,
      requestId: response.headers.get('x-request-id') ?? undefined,
      retryAfter: Number(response.headers.get('retry-after')) || undefined,
      idempotencyKey,
    };
    const answer = parsed(text);
    if (answer === undefined) throw new HbError('UNREADABLE', `Status ${response.status}, not an answer of hb.`, facts);
    const error = answer.errors?.[0];
    if (!error) return answer.data;
    throw new HbError(error.extensions?.code ?? 'UNREADABLE', error.message, { ...facts, extensions: error.extensions });
  }
}

/**
 * @template V
 * @param {V} variables
 * @returns {{ key: string | undefined, given: V }} a mutation's input with its key, made here unless given
 */
function keyed(variables) {
  const { input } = /** @type {{ input?: { idempotencyKey?: string } }} */ (variables);
  if (!input) return { key: undefined, given: variables };
  const key = input.idempotencyKey ?? crypto.randomUUID();
  return { key, given: { ...variables, input: { ...input, idempotencyKey: key } } };
}

/** @param {unknown} document */
function idOf(document) {
  const id = /** @type {{ __meta__?: { documentId?: string } }} */ (document).__meta__?.documentId;
  if (!id) throw new TypeError('Not a document of ts/<app>.');
  return id;
}

/** @param {string} text @returns {{ data?: unknown, errors?: { message: string, extensions?: any }[] } | undefined} */
function parsed(text) {
  try {
    const answer = JSON.parse(text);
    return answer && ('data' in answer || Array.isArray(answer.errors)) ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
