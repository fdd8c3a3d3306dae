import { expect, test } from 'vitest';
import { html, type Markup } from '../../../../src/review/export/html/markup.js';

test('whatever is put into HTML is text, in an attribute too', () => {
  const text = `<b class="x">&'\``;
  expect(html`<p title="${text}">${text}</p>`.source).toBe(
    '<p title="&#60;b class=&#34;x&#34;&#62;&#38;&#39;&#96;">&#60;b class=&#34;x&#34;&#62;&#38;&#39;&#96;</p>',
  );
});

test('HTML that was made here is put in as it is; lists one after another; nothing for what is not there', () => {
  expect(html`<ul>${['<', 1].map((one) => html`<li>${one}</li>`)}${undefined}${false}</ul>`.source).toBe(
    '<ul><li>&#60;</li><li>1</li></ul>',
  );
});

test('an object out of a record cannot pass for HTML', () => {
  const forged = JSON.parse('{"source":"<script>"}') as Markup;
  expect(html`<p>${forged}</p>`.source).toBe('<p>{&#34;source&#34;:&#34;&#60;script&#62;&#34;}</p>');
});

test('nothing can be put where no text stands safely', () => {
  expect(() => html`<p title=${'x'}>`).toThrow(TypeError);
  expect(() => html`<${'p'}>`).toThrow(TypeError);
  expect(() => html`</${'p'}>`).toThrow(TypeError);
});
