/// How pages look.
enum HTMLStyle {
  /// A style sheet: light and dark, narrow and wide, and for paper.
  static let sheet = """
    :root { --text: #1b1f24; --muted: #57606a; --ground: #fff; --shade: #f3f5f8; --line: #cfd6dd; --link: #0a58a8; }
    @media (prefers-color-scheme: dark) {
      :root { --text: #e6edf3; --muted: #a5afba; --ground: #0e1116; --shade: #1a2029; --line: #39424d; --link: #82b7ff; }
    }
    * { box-sizing: border-box; }
    html { color-scheme: light dark; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0 auto; padding: 1rem; max-width: 90rem; color: var(--text); background: var(--ground);
      font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", Arial, sans-serif; }
    h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2rem 0 .7rem; overflow-wrap: anywhere; text-wrap: balance; }
    h1 { font-size: 1.9rem; margin-top: .5rem; }
    h2 { font-size: 1.45rem; padding-top: 1rem; border-top: 1px solid var(--line); }
    h3 { font-size: 1.15rem; }
    p, li { max-width: 48rem; overflow-wrap: anywhere; }
    p { margin: .8rem 0; }
    ul { padding-left: 1.25rem; }
    li { margin: .35rem 0; }
    a { color: var(--link); }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    main:focus { outline: none; }
    code, pre { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .9em; }
    code { background: var(--shade); border-radius: .25rem; padding: .1em .3em; }
    pre { background: var(--shade); border-radius: .5rem; padding: .8rem 1rem; overflow-x: auto; }
    pre code { padding: 0; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { position: static; }
    nav ol { list-style: none; margin: 0; padding: .6rem .9rem; background: var(--shade); border-radius: .5rem;
      columns: 16rem; font-size: .93rem; }
    nav li { margin: 0; padding: .15rem 0; break-inside: avoid; }
    .table { overflow-x: auto; margin: 1.2rem 0; }
    table { border-collapse: collapse; font-size: .88rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
    caption, figcaption { text-align: left; color: var(--muted); font-size: .88rem; padding: .3rem 0; }
    th, td { padding: .35rem .7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
    th { overflow-wrap: break-word; }
    thead th, thead td { vertical-align: bottom; border-bottom: 2px solid var(--muted); max-width: 16rem; }
    tbody th { font-weight: 500; position: sticky; left: 0; background: var(--ground); min-width: 10rem; max-width: 18rem; }
    td { min-width: 8rem; max-width: 22rem; }
    .n, .q { min-width: 0; max-width: none; white-space: nowrap; }
    .n { text-align: right; }
    thead .n { white-space: normal; }
    tbody tr:hover > * { background: var(--shade); }
    th button { all: unset; cursor: pointer; }
    th button:focus-visible { outline: 3px solid var(--link); }
    th button::after { content: "\\a0\\2195"; color: var(--muted); }
    th[aria-sort="ascending"] button::after { content: "\\a0\\2191"; }
    th[aria-sort="descending"] button::after { content: "\\a0\\2193"; }
    figure { margin: 1.5rem 0; }
    .picture { overflow-x: auto; background: #fff; border: 1px solid var(--line); border-radius: .6rem; padding: .6rem;
      width: fit-content; max-width: 100%; }
    .picture svg { display: block; max-width: 100%; height: auto; }
    @media (max-width: 40rem) {
      h1 { font-size: 1.5rem; }
      h2 { font-size: 1.25rem; }
      th, td { padding: .3rem .5rem; }
      tbody th { min-width: 6rem; max-width: 9rem; }
      .picture svg { max-width: none; width: 40rem; }
    }
    @media (min-width: 70rem) {
      body:has(nav) { display: grid; grid-template-columns: 15rem minmax(0, 1fr); column-gap: 2.5rem; align-items: start; }
      body:has(nav) > header { grid-column: 2; }
      nav { grid-row: 1 / span 3; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
      nav ol { columns: auto; }
      main { grid-column: 2; }
    }
    @media print {
      :root { --text: #000; --muted: #444; --ground: #fff; --shade: #f3f3f3; --line: #bbb; --link: #000; }
      body, body:has(nav) { display: block; max-width: none; padding: 0; font-size: 10pt; }
      nav, .skip, th button::after { display: none; }
      .table { overflow: visible; }
      table { font-size: 7.5pt; }
      th, td { padding: .15rem .35rem; }
      td { min-width: 0; }
      .n, .q { white-space: normal; }
      tbody th { position: static; min-width: 0; }
      h1, h2, h3, h4, h5, h6, caption { break-after: avoid; }
      tr, figure { break-inside: avoid; }
      thead { display: table-header-group; }
      .picture { overflow: visible; border: none; padding: 0; }
      .picture svg { max-width: 100%; width: auto; }
    }
    """
}
