import type { Provider } from 'oidc-provider';

/** One visit inside the Koa application of `oidc-provider`: its cookies, what was asked and what is answered. */
export type ProviderContext = ReturnType<Provider['createContext']>;
