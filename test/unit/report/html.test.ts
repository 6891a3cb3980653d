import { describe, expect, it } from 'vitest';
import { html } from '#src/report/html.ts';

describe('html', () => {
  it('escapes text, in content and in attributes', () => {
    const name = `<script>alert("1")</script> & 'x'`;
    const escaped = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;';
    expect(html`<p title="${name}">${name}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
  });

  it('keeps markup, numbers and lists, and leaves nothing for undefined', () => {
    const items = ['a', '<b>'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${3}${undefined}`.markup).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>3');
  });

  it('replaces what no page may hold', () => {
    expect(html`${'a\u0000b\u0085c\ud800d\te'}`.markup).toBe('a\ufffdb\ufffdc\ufffdd\te');
  });
});
