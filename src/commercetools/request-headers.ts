/** What is asked of a request's headers, by names in small letters. The platform's `Headers` are such. */
export type RequestHeaders = Pick<Headers, 'get' | 'has'>;

/** Of what did not come in a request. */
export const noHeaders: RequestHeaders = { get: () => null, has: () => false };
