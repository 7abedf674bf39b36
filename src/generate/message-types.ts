/** A kind of message to describe, and what kind of resource its deliveries are about. */
export interface MessageType {
  readonly type: string;
  readonly resource: string;
}

/** Every message type whose schema is generated. A new line here, `npm run schemas`, and mappings may listen to it. */
export const messageTypes: readonly MessageType[] = [{ type: 'CustomerCreated', resource: 'customer' }];
