/** The drawn body: the tones of the clay and its lines, light and dark, by the page's scheme. */
export const CHART_STYLES = `
.chart{position:absolute;inset:0;pointer-events:none;overflow:hidden}
.chart svg{position:absolute;inset:0;width:100%;height:100%}
.chart .s0{fill:var(--body-0,light-dark(#f1eae1,#6e665e))}
.chart .s1{fill:var(--body-1,light-dark(#a99a89,#2d2823))}
.chart .s2{fill:var(--body-2,light-dark(#94846f,#26211d))}
.chart .s3{fill:var(--body-3,light-dark(#7b6a58,#1e1a17))}
.chart .s4{fill:var(--body-4,light-dark(#5f5144,#151210))}
.chart .s5{fill:var(--body-5,light-dark(#6b5c4e,#1e1a17))}
.chart .s6{fill:var(--body-6,light-dark(#4c4138,#120f0d))}
.chart .sg,.chart .sl,.chart .so{fill:none}
.chart .sg{stroke:var(--body-guide,light-dark(#6f7f86,#b4bfc3))}
.chart .sl{stroke:var(--body-line,light-dark(#6a5d52,#d8cec2))}
.chart .so{stroke:var(--body-outline,light-dark(#5a4f46,#d8cec2))}
.chart.over :is(.s0,.s1,.s2,.s3,.s4,.s5,.s6){display:none}
.stage canvas{position:absolute;inset:0;width:100%;height:100%}
.touch{position:absolute;inset:0;touch-action:none;cursor:crosshair;-webkit-user-select:none;user-select:none;-webkit-touch-callout:none}
.touch.turn{cursor:grab}
.ring{position:absolute;left:0;top:0;border-radius:50%;border:1.5px solid var(--felt-5,#251369);box-shadow:0 0 0 1.5px var(--surface,#fff);pointer-events:none;opacity:.8}
`;
