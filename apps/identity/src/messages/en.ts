/** Every sentence a person can read on the provider's pages and in its answers. */
function duration(seconds: number): string {
  if (seconds < 90) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} minutes`;
}

export const messages = {
  product: 'Sealtrail',
  tagline: 'Every hand-over leaves a trace that anyone can check.',
  signIn: {
    title: 'Sign in',
    heading: 'Sign in',
    username: 'User name',
    password: 'Password',
    showPassword: 'Show',
    hidePassword: 'Hide',
    showPasswordLabel: 'Show password',
    hidePasswordLabel: 'Hide password',
    submit: 'Sign in',
    usernameMissing: 'Enter your user name.',
    passwordMissing: 'Enter your password.',
    refused: 'User name or password is not right.',
    locked: (seconds: number): string => `Too many wrong passwords. Wait ${duration(seconds)}, then try again.`,
    errorTitle: 'Error:',
  },
  demo: {
    heading: 'Demo accounts',
    lead: (password: string): string => `One tap signs you in. The password of each is “${password}”.`,
    groups: { supply: 'Supply chain', care: 'Care', oversight: 'Oversight' },
  },
  signOut: {
    title: 'Sign out',
    heading: 'Sign out of Sealtrail?',
    text: 'You can sign in again at any time.',
    confirm: 'Sign out',
    doneTitle: 'Signed out',
    doneHeading: 'You are signed out',
    doneText: 'Close this window, or sign in again.',
  },
  error: {
    title: 'Something is not right',
    heading: 'That did not work',
    fallback: 'The sign-in request could not be understood.',
    byCode: {
      invalid_client: 'The application that sent you here is not known to this sign-in service.',
      invalid_redirect_uri: 'The application asked to send you back to an address that is not registered for it.',
      invalid_request: 'The application sent a sign-in request that is not complete or not valid.',
      access_denied: 'Access was denied.',
      server_error: 'Something broke on our side. It has been written to the log; please try again.',
      not_found: 'There is no such page here.',
      session_expired: 'This sign-in page has expired or was opened in another browser. Start again from the portal.',
      forged_form: 'This form was not sent from our own page, so it was not accepted. Start again from the portal.',
    } as Readonly<Record<string, string>>,
    details: 'Technical details',
    back: 'Go to the portal',
  },
} as const;
