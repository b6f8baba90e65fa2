package dev.switchboard.lab.show;

/// The page's style, light and dark as the reader's system is.
final class PageStyle {
    static final String CSS = """
            :root { color-scheme: light dark; --page: #fff; --ink: #1c2024; --faint: #5f6b76; --rule: #d5dae0;
              --good: #13713b; --bad: #b3261e; --warn: #855300; --wire: #24527a; --box: #6b7b8c; --waits: #c3cfdb;
              --band: #f3f5f7;
              --established: #3fa66b; --syn: #d9b13b; --fin: #e58a3c; --close-wait: #d4453b; --last-ack: #d277b5;
              --time-wait: #8a68c8; --listen: #4a8fd1; --closed: #9aa4ae; }
            @media (prefers-color-scheme: dark) { :root { --page: #14181c; --ink: #e4e8ec; --faint: #98a4b0;
              --rule: #343c44; --good: #6fcf97; --bad: #ff8a80; --warn: #f0b95b; --wire: #8cc0ee; --box: #8a9aab;
              --waits: #465463; --band: #1d2329;
              --established: #3c9c65; --syn: #c29a2c; --fin: #cf7629; --close-wait: #d9544a; --last-ack: #bd66a2;
              --time-wait: #8f70cc; --listen: #4385c4; --closed: #6d7883; } }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
            main { max-width: 62rem; margin: 0 auto; padding: 1rem; overflow-wrap: anywhere; }
            h1 { font-size: 1.6rem; line-height: 1.2; margin: 1.5rem 0 .5rem; }
            h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
            section ~ section, nav ~ section { border-top: 1px solid var(--rule); margin-top: 3rem; }
            a { color: var(--wire); }
            .question { font-size: 1.1rem; margin: 0; }
            .run { color: var(--faint); margin: .25rem 0; }
            .index { list-style: none; padding: 0; }
            .index span, small { color: var(--faint); }
            small { display: block; font-weight: normal; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .4rem .6rem;
              border-bottom: 1px solid var(--rule); }
            thead th { color: var(--faint); font-size: .85rem; font-weight: normal; }
            tbody th { font-weight: 600; }
            .findings td:first-child { width: 5.5rem; }
            .models { overflow-wrap: normal; }
            .models td { min-width: 7rem; }
            .models th[scope=row] { min-width: 10rem; }
            .mark { font-weight: bold; font-size: 1.1rem; }
            .tick .mark, .tick.mark { color: var(--good); }
            .cross .mark, .cross td:last-child, td.cross { color: var(--bad); }
            .dash .mark { color: var(--warn); }
            .words { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
            .index .tick::before { content: "✓ "; color: var(--good); }
            .index .dash::before { content: "– "; color: var(--warn); }
            .index .cross::before { content: "✗ "; color: var(--bad); }
            .box { overflow-x: auto; position: relative; }
            .box:focus-visible { outline: 2px solid var(--wire); }
            figure { margin: 0; }
            figcaption { display: flex; flex-wrap: wrap; gap: .2rem 1rem; color: var(--faint); font-size: .8rem; }
            .swatch { display: inline-block; width: .8em; height: .8em; margin-right: .35em; }
            summary { color: var(--faint); cursor: pointer; margin-top: .5rem; }
            pre { font: 13px/1.35 ui-monospace, "DejaVu Sans Mono", monospace;
              background: var(--band); padding: .75rem; }
            svg { display: block; width: 100%; height: auto;
              font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
            svg text { fill: var(--ink); white-space: pre; }
            svg .time, svg .later, svg .said, svg .more, svg .state { fill: var(--faint); }
            svg .state { font-size: 11px; }
            svg .said, svg .more { font-style: italic; }
            svg .name { font-weight: bold; font-size: 13px; }
            svg .call.bad { fill: var(--bad); }
            svg .behind { fill: var(--page); }
            svg .label { fill: var(--wire); }
            svg .acttext { fill: var(--warn); font-weight: bold; }
            svg .life { stroke: var(--rule); stroke-width: 1.5; }
            svg .wire, svg .answered { stroke: var(--wire); stroke-width: 1.5; }
            svg .answered { stroke-dasharray: 5 3; }
            svg .head { fill: var(--wire); stroke: none; }
            svg .rst { stroke: var(--bad); }
            svg .rst.head { fill: var(--bad); }
            svg .act { stroke: var(--warn); stroke-width: 1.5; }
            svg .gap { fill: var(--band); }
            svg .box { fill: var(--box); }
            svg .box.waits { fill: var(--waits); stroke: var(--box); stroke-width: .75; }
            svg .box.bad { fill: var(--bad); }
            .swatch.waits { background: var(--waits); border: 1px solid var(--box); }
            """
            + state("established", "established")
            + state("syn_sent", "syn")
            + state("syn_recv", "syn")
            + state("new_syn_recv", "syn")
            + state("fin_wait1", "fin")
            + state("fin_wait2", "fin")
            + state("closing", "fin")
            + state("close_wait", "close-wait")
            + state("last_ack", "last-ack")
            + state("time_wait", "time-wait")
            + state("listen", "listen")
            + state("close", "closed")
            + """
            @media (max-width: 600px) {
              .findings thead { display: none; }
              .findings tr { display: block; padding: .5rem 0 .5rem 1.6rem; border-bottom: 1px solid var(--rule); }
              .findings th, .findings td { display: block; border: 0; padding: 0; }
              .findings td:first-child { float: left; width: auto; margin-left: -1.6rem; }
              .findings td[data-label]::before { content: attr(data-label) ": "; color: var(--faint); }
            }
            """;

    private PageStyle() {}

    /// A state's colour, for bars and for the legend.
    private static String state(String style, String colour) {
        return ".s-" + style + " { fill: var(--" + colour + "); background: var(--" + colour + "); }\n";
    }
}
