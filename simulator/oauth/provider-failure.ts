import type { ErrorView } from './pages/error-view.ts';

const IN_THE_APPLICATION =
  'Go back to the application and connect it again. If this stays, its developers have to mend it.';

const UNKNOWN_CLIENT: ErrorView = {
  title: 'This application is not known here',
  why: 'It is not registered, or its metadata document could not be fetched or is not allowed.',
  remedy: 'Remove the connection in the application and add it again, so that it registers anew.',
};

const VIEWS: Readonly<Record<string, ErrorView>> = {
  invalid_client: UNKNOWN_CLIENT,
  invalid_client_metadata: UNKNOWN_CLIENT,
  invalid_redirect_uri: {
    title: 'This application may not send you back there',
    why: 'The address to return to is not among those it registered, so nothing was sent to it.',
    remedy: IN_THE_APPLICATION,
  },
  server_error: {
    title: 'Something went wrong in the simulator',
    why: 'The request could not be answered because of a fault of ours.',
    remedy: 'Try again. The terminal that started the simulator says what happened.',
  },
};

const OTHER: ErrorView = {
  title: 'This request cannot be continued',
  why: 'The application sent a request that is incomplete or wrong, or it took too long.',
  remedy: IN_THE_APPLICATION,
};

/** What a person reads when the provider cannot go on and must not redirect. */
export function providerFailure(error: string, description?: string): ErrorView {
  const detail = description === undefined ? error : `${error}: ${description}`;
  return { ...(VIEWS[error] ?? OTHER), detail };
}
