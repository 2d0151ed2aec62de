/** A request that was refused or had no answer. A payload's `userErrors` are data and not this. */
export class HbError extends Error {
    /**
     * @param {string} code `extensions.code`; NETWORK without any answer, UNREADABLE for one that is not hb's
     * @param {string} message
     * @param {{ status?: number, requestId?: string, extensions?: Record<string, unknown>,
     *   idempotencyKey?: string, retryAfter?: number, cause?: unknown }} [facts]
     */
    constructor(code: string, message: string, facts?: {
        status?: number;
        requestId?: string;
        extensions?: Record<string, unknown>;
        idempotencyKey?: string;
        retryAfter?: number;
        cause?: unknown;
    });
    code: string;
    status: number | undefined;
    /** For the operators: tell it with a report of a fault. */
    requestId: string | undefined;
    /** The limit and the value, where a guard refused. */
    extensions: Record<string, unknown>;
    /** Send the same input again under this key once there is an answer to be had. */
    idempotencyKey: string | undefined;
    /** Seconds that the server asks to wait. */
    retryAfter: number | undefined;
}
/** The way to one endpoint, as one user in one role. */
export class Hb {
    /** @param {Options} options */
    constructor({ url, token, language, attempts, fetch, wait }: Options);
    url: string;
    token: string | (() => string | Promise<string>);
    language: "fi" | "sv" | "en";
    attempts: number;
    fetch: typeof fetch;
    wait: (milliseconds: number) => Promise<unknown>;
    /**
     * The data of one operation.
     * @template R, V
     * @param {DocumentTypeDecoration<R, V>} document of `ts/<app>`
     * @param {Variables<V>} variables
     * @param {{ signal?: AbortSignal }} [options]
     * @returns {Promise<R>}
     * @throws {HbError} refused, or no answer after all attempts
     */
    send<R, V>(document: DocumentTypeDecoration<R, V>, variables: Variables<V>, { signal }?: {
        signal?: AbortSignal;
    }): Promise<R>;
    #private;
}
/**
 * Variables as `send` takes them: the key of a mutation's input may be left out, then one is made.
 */
export type Variables<V> = V extends {
    input: infer I extends {
        idempotencyKey: string;
    };
} ? Omit<V, "input"> & {
    input: Omit<I, "idempotencyKey"> & {
        idempotencyKey?: string;
    };
} : V;
export type Options = {
    /**
     * address of the endpoint, such as http://127.0.0.1:8000/graphql
     */
    url: string;
    /**
     * bearer token, or what gives a fresh one
     */
    token: string | (() => string | Promise<string>);
    /**
     * language of messages; Finnish when left out
     */
    language?: "fi" | "sv" | "en" | undefined;
    /**
     * how often a request is sent at most, 4 when left out
     */
    attempts?: number | undefined;
    /**
     * another fetch
     */
    fetch?: typeof fetch | undefined;
    /**
     * another way to wait between attempts
     */
    wait?: ((milliseconds: number) => Promise<unknown>) | undefined;
};
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
