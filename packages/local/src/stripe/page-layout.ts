/** Escapes text for HTML content and quoted attributes. */
export function esc(text: unknown): string {
  return String(text ?? "").replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Renders a whole page. `body` is HTML, `title` is text. */
export function layout(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'">
<link rel="icon" href="data:,">
<title>${esc(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header class="banner"><p><strong>Test mode.</strong> No real money moves on this page.</p></header>
<main>
${body}
</main>
</body>
</html>
`;
}

/** Renders a page with one message and at most one link. */
export function notice(title: string, text: string, link?: { href: string; label: string }): string {
  const way = link ? `<p><a href="${esc(link.href)}">${esc(link.label)}</a></p>` : "";
  return layout(title, `<section class="notice"><h1>${esc(title)}</h1><p>${esc(text)}</p>${way}</section>`);
}

const STYLE = `
:root {
  color-scheme: light dark;
  --ink: #1a1f36; --soft: #4f566b; --line: #c1c9d2; --field: #8792a2; --paper: #fff; --side: #f6f8fa;
  --accent: #0a53be; --on-accent: #fff; --bad: #b3093c; --bad-paper: #fde8ee; --banner: #fff3cd; --on-banner: #5c4400;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #f0f2f5; --soft: #b4bcc8; --line: #3c4452; --field: #7d8797; --paper: #15181e; --side: #1c2027;
    --accent: #7db0ff; --on-accent: #0b1526; --bad: #ff9db4; --bad-paper: #3d1420; --banner: #4a3a00; --on-banner: #ffeeb5;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
.banner p { margin: 0; }
.banner { padding: .5rem 1rem; background: var(--banner); color: var(--on-banner); text-align: center; font-size: .875rem; }
main { display: grid; gap: 2rem; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
.notice { max-width: 30rem; margin: 3rem auto; text-align: center; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0 0 .75rem; font-size: 1.125rem; }
.summary { background: var(--side); border-radius: .75rem; padding: 1.25rem; align-self: start; }
.total { margin: 0 0 1rem; font-size: 2rem; font-weight: 600; line-height: 1.2; }
.lines.lines { list-style: none; margin: 0; padding: 0; }
.lines li, .sums div { display: flex; justify-content: space-between; gap: 1rem; padding: .375rem 0; }
.lines li > :first-child { overflow-wrap: anywhere; }
.quantity { display: block; color: var(--soft); font-size: .875rem; }
.money { white-space: nowrap; font-variant-numeric: tabular-nums; }
.sums { margin: .75rem 0 0; border-top: 1px solid var(--line); padding-top: .5rem; }
.sums dd { margin: 0; }
.sums .grand { font-weight: 600; }
a { color: var(--accent); text-underline-offset: .15em; }
form { display: grid; gap: 1rem; }
.row { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem; }
label, legend { padding: 0; font-size: .9375rem; font-weight: 500; }
::placeholder { color: var(--soft); opacity: 1; }
.when { display: none; }
input { width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field); border-radius: .375rem; }
input[type="radio"] { width: 1.125rem; height: 1.125rem; margin: 0; accent-color: var(--accent); }
input[aria-invalid="true"] { border-color: var(--bad); }
fieldset { margin: 0; padding: 0; border: 0; display: grid; gap: .5rem; }
.choice { display: flex; align-items: center; gap: .75rem; padding: .75rem; border: 1px solid var(--field); border-radius: .375rem; font-weight: 400; }
.choice .money { margin-left: auto; }
.error { margin: .25rem 0 0; color: var(--bad); font-size: .875rem; }
.alert { margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--bad); border-radius: .375rem; background: var(--bad-paper); color: var(--bad); }
button { padding: .75rem 1rem; font: inherit; font-weight: 600; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: .375rem; cursor: pointer; }
button.plain { color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wide { grid-column: 1 / -1; min-width: 0; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; }
th, td { min-width: 5rem; padding: .5rem .75rem .5rem 0; overflow-wrap: anywhere; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: .875rem; color: var(--soft); }
.facts { margin-bottom: 1.5rem; border: 0; padding: 0; }
.facts dd { text-align: right; overflow-wrap: anywhere; }
form.inline { display: inline-block; margin-left: .75rem; }
form.inline button { padding: .125rem .5rem; font-size: .875rem; }
select { width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--field); border-radius: .375rem; }
hr { width: 100%; margin: 1.5rem 0; border: 0; border-top: 1px solid var(--line); }
ul { margin: 0 0 1.5rem; padding: 0 0 0 1.25rem; }
.hint { margin: 0; color: var(--soft); font-size: .875rem; }
@media (min-width: 48rem) { main { grid-template-columns: 1fr 1fr; gap: 3rem; padding-top: 3rem; } .notice { grid-column: 1 / -1; } }
`;
