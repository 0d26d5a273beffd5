"""The style sheet of the HTML page, for light and dark screens and for paper."""

STYLE = """
:root {
  color-scheme: light dark;
  --page: #fbfaf7; --ink: #24221f; --dim: #6b665e; --line: #e2ddd3;
  --faint: #bdb5a6;
  --yellow: #fdeea3; --green: #d3efc6; --blue: #cfe4fb; --red: #fbd3cf; --purple: #e6d7f7;
  --yellow-ink: #8a6d00; --green-ink: #2f6b1f; --blue-ink: #1c5a9c; --red-ink: #a3302a;
  --purple-ink: #6b3aa8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #1a1917; --ink: #e4e0d8; --dim: #9c968b; --line: #37342f;
    --faint: #5c574e;
    --yellow: #4f440e; --green: #244a1c; --blue: #17406b; --red: #672824; --purple: #472c6b;
    --yellow-ink: #e3c95b; --green-ink: #93cf80; --blue-ink: #8dbdf0; --red-ink: #f09a93;
    --purple-ink: #c3a1ee;
  }
}
* { box-sizing: border-box; }
html { background: var(--page); color: var(--ink); font-size: 17px; }
body {
  margin: 0 auto; max-width: 59rem; padding: 3.5rem 1.5rem 5rem;
  font-family: "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", STSong,
    SimSun, serif;
  line-height: 1.9; overflow-wrap: anywhere; text-align: justify;
}
header, .row, .lists { max-width: 38em; }
p { margin: 0 0 1.15em; }
h1, h2, h3 { line-height: 1.45; text-align: start; break-after: avoid; }
h1 { font-size: 1.75rem; margin: 0 0 0.6em; letter-spacing: 0.01em; }
h2 { font-size: 1.2rem; margin: 1.5em 0 0.8em; }
h3 { font-size: 1.05rem; margin: 1.2em 0 0.7em; }
.metadata, .caption, .furniture, .byline, aside, .legend, .lists, .article-note {
  font-family: "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC",
    "Microsoft YaHei", system-ui, sans-serif;
}
.metadata, .caption, .byline { color: var(--dim); font-size: 0.85rem; text-align: start; }
.furniture { color: var(--dim); font-size: 0.75rem; line-height: 1.6; margin-bottom: 0.5em; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; padding: 0;
  margin: 0 0 1.6rem; font-size: 0.8rem; }
.article-note { border-inline-start: 3px solid var(--line); padding: 0.1rem 0 0.1rem 1rem;
  margin: 0 0 2rem; max-width: 38em; white-space: pre-wrap; font-size: 0.9rem; line-height: 1.7; }
mark {
  color: inherit; padding: 0.12em 0; border-radius: 2px; text-underline-offset: 0.3em;
  box-decoration-break: clone; -webkit-box-decoration-break: clone;
  print-color-adjust: exact; -webkit-print-color-adjust: exact;
  text-decoration: underline; text-decoration-thickness: 1px;
}
.yellow { background: var(--yellow); text-decoration-color: var(--yellow-ink); }
.green { background: var(--green); text-decoration-color: var(--green-ink);
  text-decoration-style: dashed; }
.blue { background: var(--blue); text-decoration-color: var(--blue-ink);
  text-decoration-style: dotted; }
.red { background: var(--red); text-decoration-color: var(--red-ink);
  text-decoration-style: double; }
.purple { background: var(--purple); text-decoration-color: var(--purple-ink);
  text-decoration-style: wavy; }
.entity { border-bottom: 1px dotted var(--faint); }
.ref { font: 600 0.65rem/1 system-ui, sans-serif; vertical-align: super; text-decoration: none;
  color: var(--dim); padding: 0 0.15em; }
aside { float: right; clear: right; width: 15.5rem; margin-inline-end: -18rem;
  font-size: 0.8rem; line-height: 1.65; text-align: start; }
.note { border-top: 2px solid var(--line); padding: 0.45rem 0 0; margin: 0.25rem 0 1.1rem;
  break-inside: avoid; }
.note:target, mark:target { outline: 2px solid var(--dim); outline-offset: 2px; }
.note.yellow, .note.green, .note.blue, .note.red, .note.purple { background: none; }
.note.yellow { border-color: var(--yellow-ink); }
.note.green { border-color: var(--green-ink); }
.note.blue { border-color: var(--blue-ink); }
.note.red { border-color: var(--red-ink); }
.note.purple { border-color: var(--purple-ink); }
.note .said { white-space: pre-wrap; margin: 0 0 0.3rem; }
.note .facts { color: var(--dim); margin: 0; font-size: 0.72rem; }
.note .facts span { display: inline-block; }
.note .back { color: var(--dim); text-decoration: none; font-weight: 600; }
.lists { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: 0.5rem;
  font-size: 0.85rem; text-align: start; }
article + article, .lists + article { border-top: 1px solid var(--line); margin-top: 3rem;
  padding-top: 2rem; }
.lists h2 { font-size: 0.95rem; }
.lists dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.35rem 1rem; margin: 0; }
.lists dt { color: var(--dim); }
.lists dd { margin: 0; }
.lists dd span { white-space: nowrap; margin-inline-end: 1em; }
.lists small { color: var(--dim); }
blockquote { margin: 0 0 0.4rem; white-space: pre-wrap; }
@media (max-width: 50rem) {
  body { padding-top: 2rem; }
  .row { display: flex; flex-direction: column-reverse; }
  aside { float: none; width: auto; margin: -0.4rem 0 1.2rem 1rem; }
}
@media print {
  :root {
    --page: #fff; --ink: #000; --dim: #555; --line: #ccc;
    --yellow: #fdf3bd; --green: #dff3d6; --blue: #dcebfc; --red: #fce0dd; --purple: #eee2fa;
    --yellow-ink: #8a6d00; --green-ink: #2f6b1f; --blue-ink: #1c5a9c; --red-ink: #a3302a;
    --purple-ink: #6b3aa8;
  }
  @page { margin: 18mm 16mm; }
  html { font-size: 10.5pt; }
  body { max-width: none; padding: 0; }
  header, .row, .lists { max-width: none; margin-inline-end: 15.5em; }
  .row { display: block; }
  aside { float: right; width: 14em; margin: 0 -15.5em 0 0; font-size: 0.82rem; }
  .entity { border: 0; }
  p { orphans: 2; widows: 2; }
}
""".strip()
