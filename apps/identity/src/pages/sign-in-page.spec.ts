import { expect, test } from 'vitest';
import { renderSignInPage, type SignInView } from './sign-in-page.js';

const view: SignInView = {
  base: '/realms/sealtrail',
  action: '/realms/sealtrail/login-actions/x',
  formToken: 'token',
  username: '',
  demo: true,
};

test('a typed name comes back as text, never as markup', () => {
  const page = renderSignInPage({ ...view, username: '"><script>alert(1)</script>' });
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('value="&quot;&gt;&lt;script&gt;');
});

test('an error is announced, in the title, and tied to the fields', () => {
  const page = renderSignInPage({ ...view, username: 'admin', error: { field: 'form', sentence: 'No.' } });
  expect(page).toContain('<title>Error: Sign in · Sealtrail</title>');
  expect(page).toContain('id="sign-in-error" role="alert">No.');
  expect(page.match(/aria-invalid="true" aria-describedby="sign-in-error"/g)).toHaveLength(2);
});

test('demo accounts are there only when asked for', () => {
  expect(renderSignInPage(view)).toContain('value="manufacturer2"');
  const page = renderSignInPage({ ...view, demo: false });
  expect(page).not.toContain('name="demo"');
  expect(page).not.toContain('“sealtrail”');
});

test('nothing is loaded from elsewhere', () => {
  expect(renderSignInPage(view)).not.toMatch(/(src|href)="(https?:)?\/\//);
});
