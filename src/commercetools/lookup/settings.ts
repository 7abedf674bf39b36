/** How to reach commercetools' HTTP API. https://docs.commercetools.com/api/authorization */
export interface ApiSettings {
  readonly projectKey: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** With its scheme, without a path. */
  readonly apiUrl: string;
  readonly authUrl: string;
  /** At least one, such as `view_customers:my-project`. */
  readonly scopes: readonly string[];
}
