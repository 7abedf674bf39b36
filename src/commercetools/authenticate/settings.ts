/** Who may post, as the operator configured it. A part that is absent, or an empty list, is a check that is off. */
export interface AuthenticationSettings {
  /** Shared secrets; several, so that one can be exchanged for another. */
  readonly secrets: readonly string[];
  /** Keys of the Standard Webhooks signature, decoded. */
  readonly signingKeys: readonly Uint8Array[];
  /** Google OIDC tokens of Pub/Sub: e-mail addresses of the service accounts, and the audiences that are ours. */
  readonly google?: { readonly serviceAccounts: readonly string[]; readonly audiences: readonly string[] };
  /** Entra ID tokens of Event Grid: tenant, the audiences that are ours, and the applications that may call. */
  readonly entra?: {
    readonly tenantId: string;
    readonly audiences: readonly string[];
    readonly clientIds: readonly string[];
  };
  /** ARNs of the SNS topics whose signed messages are accepted. */
  readonly snsTopics: readonly string[];
}

/** Nobody is checked. */
export const anyone: AuthenticationSettings = { secrets: [], signingKeys: [], snsTopics: [] };
