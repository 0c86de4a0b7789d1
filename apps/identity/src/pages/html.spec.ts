import { expect, test } from 'vitest';
import { html, Html } from './html.js';

test('what is put in is escaped, what is Html already is not', () => {
  expect(
    html`<p title="${'"\'<&>'}">${html`<b>${'<i>'}</b>`}${undefined}${false}${[html`<br />`, 'x&y']}</p>`.text,
  ).toBe('<p title="&quot;&#39;&lt;&amp;&gt;"><b>&lt;i&gt;</b><br />x&amp;y</p>');
  expect(html`${new Html('<hr>')}${7}`.text).toBe('<hr>7');
});
