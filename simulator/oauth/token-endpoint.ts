import { oauthError } from './oauth-answers.ts';
import type { RefreshGrace } from './refresh-grace.ts';
import { foldResource } from './resource-indicator.ts';
import { exchangeToken, TOKEN_EXCHANGE, type ExchangeOptions } from './token-exchange.ts';

export interface TokenEndpointOptions extends ExchangeOptions {
  grace: RefreshGrace;
  /** Hands a form to the provider's token endpoint. */
  provider: (form: URLSearchParams) => Promise<Response>;
}

/**
 * Answers a token request. The resource is looked at here, before the provider spends a code or a refresh token on a request
 * that could not succeed: the next try with the same token would count as theft.
 *
 * @see RFC 6749, section 3.2 "Token Endpoint"; RFC 8707, section 2.2 "Access Token Request"
 */
export async function answerTokenRequest(
  form: URLSearchParams,
  options: TokenEndpointOptions,
): Promise<Response> {
  if (form.get('grant_type') === TOKEN_EXCHANGE) return exchangeToken(form, options);
  const settled = new URLSearchParams(form);
  const resources = new Set(form.getAll('resource').map((given) => foldResource(given, options.mcpResource)));
  if (resources.size > 0) {
    if (resources.size > 1 || !resources.has(options.mcpResource)) {
      return oauthError(400, 'invalid_target', `A token can be had for ${options.mcpResource} only.`);
    }
    settled.set('resource', options.mcpResource);
  }
  const ask = async () => options.provider(settled);
  return form.get('grant_type') === 'refresh_token' ? options.grace.answer(settled, ask) : ask();
}
