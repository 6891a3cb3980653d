import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

interface Page {
  readonly title: string;
  /** The whole style sheet. */
  readonly style: string;
  readonly body: Html;
}

/**
 * One HTML file without a script: it asks the network for nothing, and its content security policy would not let it. The
 * same input gives the same bytes.
 */
export function selfContainedPage({ title, style, body }: Page): string {
  const digest = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
${body}
</body>
</html>
`.markup;
}
