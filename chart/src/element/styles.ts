/** The look of the element inside its shadow tree; colours and sizes are the page's tokens. */
import { CHART_STYLES } from "./styles_chart";

const CONTROLS = `
*{box-sizing:border-box}
:host{display:block;font:400 var(--t-m,1.0625rem)/1.5 var(--font,sans-serif);color:var(--ink,#1c2024);font-variant-numeric:tabular-nums;container:frame/inline-size}
:host([hidden]){display:none}
[hidden]{display:none!important}
h2,p,fieldset{margin:0;padding:0}
fieldset{border:0;min-width:0}
legend{padding:0}
button,input,select{font:inherit;color:inherit}
button,label,select{cursor:pointer;touch-action:manipulation}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap;appearance:none;margin:0}
svg.i{width:1.375em;height:1.375em;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
:focus-visible,label:has(>:focus-visible){outline:3px solid var(--focus,#ffc82e);outline-offset:1px;box-shadow:0 0 0 6px var(--focus-edge,#1c2024);border-radius:8px;z-index:3}
.vh:focus-visible{outline:none;box-shadow:none}
.seg{display:inline-flex;background:var(--sunken,#f2ede5);border-radius:14px;padding:3px;gap:2px;flex:none}
.seg>label,.tabs>button,.close>button{position:relative;display:inline-flex;align-items:center;justify-content:center;gap:.4rem;min-height:3rem;padding:0 .8rem;border:0;background:none;border-radius:11px;font-size:var(--t-s,.9375rem);font-weight:600;color:var(--ink-2,#4b5157)}
.seg>label:has(:checked),.tabs>[aria-pressed=true],.close>[aria-pressed=true]{background:var(--raised,#fff);color:var(--ink,#1c2024);box-shadow:var(--e-1,none),0 0 0 1px var(--line,#e4ddd2)}
.tool{display:grid;justify-items:center;align-content:center;width:56px;height:56px;padding:0;border-radius:16px;border:1.5px solid var(--line,#e4ddd2);background:var(--surface,#fff);color:var(--ink-2,#4b5157);font:600 .6875rem/1.1 var(--font,sans-serif);gap:2px;box-shadow:var(--e-1,none);transition:background var(--fast,120ms),color var(--fast,120ms)}
.tool svg.i{width:22px;height:22px}
.tool[aria-pressed=true]{background:var(--felt,#4b3fbf);border-color:var(--felt,#4b3fbf);color:var(--on-felt,#fff)}
.tool:disabled{opacity:.45;cursor:default}
.quiet{display:inline-flex;align-items:center;gap:.4rem;min-height:3rem;padding:0 .6rem;border:0;background:none;color:var(--pine,#0e5a52);font-size:var(--t-s,.9375rem);font-weight:600;border-radius:8px}
.quiet:disabled{opacity:.45}
.chip{position:relative;display:inline-flex;align-items:center;gap:.45rem;min-height:2.75rem;padding:0 .85rem;border-radius:999px;border:1.5px solid var(--line-strong,#8a8073);background:var(--surface,#fff);font-size:var(--t-s,.9375rem);font-weight:550;color:var(--ink,#1c2024);white-space:nowrap;flex:none}
.chip[aria-pressed=true],.chip:has(:checked){border-color:var(--felt,#4b3fbf);background:var(--felt-tint,#eceafb)}
.tag{display:inline-flex;align-items:center;font-size:var(--t-xs,.8125rem);font-weight:650;padding:.18rem .6rem;border-radius:999px;background:var(--felt-tint,#eceafb);color:var(--felt,#4b3fbf);white-space:nowrap}
.probe{forced-color-adjust:none}
.tag:empty{display:none}
h2{font-size:var(--t-l,1.25rem);line-height:1.25;font-weight:650;letter-spacing:-.012em}
`;

const LAYOUT = `
.frame{display:grid;grid-template-columns:minmax(0,1fr);gap:12px}
.head{display:flex;align-items:center;gap:12px;flex-wrap:wrap}
.heading{flex:1 1 9rem;min-width:0}
.purpose{display:contents}
::slotted([slot=purpose]){margin:0!important;line-height:1.3!important}
.choices{position:absolute;left:0;bottom:6px;display:flex;flex-direction:column;align-items:flex-start;gap:6px;z-index:3}
.bodies select{min-height:3rem;max-width:6.5rem;padding:0 .5rem;border-radius:14px;border:1.5px solid var(--line,#e4ddd2);background:var(--surface,#fff);font-size:var(--t-s,.9375rem);font-weight:600}
.picture{display:grid;min-width:0}
.panels{display:grid;grid-template-columns:minmax(0,1fr);gap:6px}
.tabs{display:flex;background:var(--sunken,#f2ede5);border-radius:14px;padding:3px;gap:1px;overflow-x:auto;scrollbar-width:none}
.tabs>button{flex:1 0 auto;padding:0 .5rem}
.thumb{display:none}
.board{position:relative;height:clamp(290px,calc(100dvh - var(--above,208px) - 322px),640px);isolation:isolate;container:board/size}
.stage,.solid{position:absolute;inset:0;overflow:hidden}
.solid{background:var(--paper,#faf7f2);z-index:1}
.solid{top:28px}
[data-close=true] .caption{top:62px}
.caption{position:absolute;left:50%;top:4px;translate:-50% 0;max-width:60%;padding:2px 8px;border-radius:8px;background:var(--paper,#faf7f2);text-align:center;font-size:var(--t-xs,.8125rem);line-height:1.3;color:var(--ink-3,#656b71);pointer-events:none;z-index:2}
.hint{position:absolute;left:50%;bottom:4px;translate:-50% 0;width:max-content;max-width:calc(100% - 160px);padding:2px 8px;border-radius:8px;background:var(--paper,#faf7f2);text-align:center;font-size:var(--t-xs,.8125rem);line-height:1.3;color:var(--ink-3,#656b71);pointer-events:none;z-index:2}
.hint:empty{display:none}
.close{position:absolute;left:56px;right:64px;top:4px;margin:auto;width:fit-content;display:flex;overflow-x:auto;scrollbar-width:none;background:var(--sunken,#f2ede5);border-radius:14px;padding:3px;gap:2px;z-index:2}
.close:empty{display:none}
.close>button{padding:0 .55rem;white-space:nowrap}
.tools{position:absolute;right:0;bottom:6px;display:grid;gap:8px;z-index:2}
.zoom{position:absolute;left:0;bottom:6px;display:none;gap:6px;z-index:2}
.zoom .tool{width:48px;height:48px}
.zoom .tool span{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.brushes{position:absolute;left:0;top:6px;display:grid;justify-items:center;width:48px;background:var(--sunken,#f2ede5);border-radius:14px;padding:3px;gap:0;z-index:2}
.brushes legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.brushes label{position:relative;display:grid;place-items:center;width:42px;height:40px;border-radius:11px}
.brushes label:has(:checked){background:var(--raised,#fff);box-shadow:var(--e-1,none),0 0 0 1px var(--line,#e4ddd2)}
.brushes .under{font-size:.6875rem;line-height:1.3;color:var(--ink-3,#656b71)}
.dot{display:block;border-radius:50%;background:currentColor}
.d0{width:4px;height:4px}.d1{width:8px;height:8px}.d2{width:13px;height:13px}.d3{width:20px;height:20px}
.notice{position:absolute;inset:auto 12px 12px;z-index:4;display:flex;flex-wrap:wrap;align-items:center;gap:.3rem .8rem;padding:.7rem 1rem;border-radius:14px;background:var(--warn-tint,#fff1d1);color:var(--ink,#1c2024);font-size:var(--t-s,.9375rem);line-height:1.4}
.notice svg.i{color:var(--warn,#7a4b00)}
.notice p{flex:1 1 12rem}
.sheet{position:relative;background:var(--surface,#fff);border:1px solid var(--line,#e4ddd2);border-radius:22px;padding:10px 14px;display:grid;align-content:start;gap:8px;min-width:0;z-index:2}
.scale{position:relative}
.question{font-weight:650;line-height:1.25;margin-bottom:8px}
.question em{font-style:normal;color:var(--felt,#4b3fbf)}
.steps{display:grid;grid-template-columns:repeat(11,1fr);gap:3px}
.steps label{position:relative;display:grid;place-items:center;height:3rem;border-radius:9px;background:var(--felt-tint,#eceafb);font-weight:600}
.steps label:has(:checked){background:var(--felt-4,#4533b0);color:var(--on-felt,#fff);outline:3px solid var(--felt-5,#251369);outline-offset:2px;font-size:1.25rem;font-weight:700;z-index:1}
.steps label:has(:focus-visible){outline:3px solid var(--focus,#ffc82e)}
.ends{display:flex;justify-content:space-between;margin-top:.3rem;font-size:var(--t-xs,.8125rem);line-height:1.35;color:var(--ink-3,#656b71)}
.qualities,.placechips{display:flex;flex-wrap:wrap;gap:5px}
.placechips .chip{max-width:100%;white-space:normal;text-align:start;line-height:1.25;padding-block:.2rem}
.qualities .chip{flex:1 0 auto;justify-content:center;min-height:2.5rem;padding:0 .35rem}
.placechips:empty{display:none}
.list{min-width:0}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:4px 10px}
.row h2{flex:1;min-width:0}
.search{position:relative;display:flex;align-items:center;gap:.6rem;min-height:3rem;padding:0 .9rem;border:1.5px solid var(--line-strong,#8a8073);border-radius:999px;background:var(--surface,#fff);color:var(--ink-3,#656b71);margin:.4rem 0 .3rem}
.search input{flex:1;min-width:0;border:0;background:none;outline:none;box-shadow:none!important;font-size:var(--t-s,.9375rem);color:var(--ink,#1c2024);min-height:2.75rem}
.search input::placeholder{color:var(--ink-3,#656b71);opacity:1}
.found:empty{display:none}
.found{font-size:var(--t-s,.9375rem);color:var(--ink-2,#4b5157)}
@container frame (max-width:899px){
  .hint{display:none}
  .tabs>button{padding:0 .3rem;font-size:.875rem}
  .close{left:0;right:0;max-width:100%}
  .tools{gap:4px}.tools .tool{height:52px}
  [data-close=true] .brushes{top:62px}
  .close>button{padding:0 .45rem;font-size:.875rem;white-space:normal;line-height:1.15}
  [data-panel=picture] .list{display:none}
  [data-panel=list] :is(.picture,.sheet){display:none}
  .list{background:var(--surface,#fff);border:1px solid var(--line,#e4ddd2);border-radius:22px;padding:14px}
  .frame{gap:8px}
  .chip{font-size:.875rem}
  .depth{flex-direction:column}
  .depth label{min-height:2.75rem}
  [data-close=true]:not([data-group=more]) .bodies{display:none}
  [data-group=more] .choices{flex-direction:row}
  [data-group=more] .depth{flex-direction:row}
}
@container frame (min-width:900px){
  .seg.panel{display:none}
  .panels{grid-template-columns:minmax(0,1fr) minmax(320px,400px);grid-template-rows:auto minmax(0,1fr);gap:12px 24px;height:var(--tall)}
  .frame{--tall:clamp(430px,calc(100dvh - var(--above,202px) - 94px),780px)}
  .picture{grid-row:1/3;grid-template-columns:116px minmax(0,1fr);height:100%;background:var(--surface,#fff);border:1px solid var(--line,#e4ddd2);border-radius:22px;overflow:hidden}
  .board{height:auto;background:var(--surface,#fff)}
  .caption,.hint{background:var(--surface,#fff)}
  .solid{background:var(--surface,#fff)}
  .tabs{flex-direction:column;border-radius:0;background:var(--paper,#faf7f2);border-right:1px solid var(--line,#e4ddd2);padding:8px 8px 64px;gap:2px;overflow:hidden auto;min-height:0}
  .tabs>button{flex:1 1 0;justify-content:flex-start;gap:8px;padding:2px 4px;min-height:2.75rem;font-size:var(--t-xs,.8125rem);font-weight:500;line-height:1.2;color:var(--ink-3,#656b71);border:2px solid transparent;border-radius:12px}
  .tabs>[aria-pressed=true]{border-color:var(--pine,#0e5a52);background:var(--surface,#fff);font-weight:650;box-shadow:none}
  .thumb{display:block;flex:none;pointer-events:none;width:42px;height:100%;max-height:76px;object-fit:contain}
  .brushes label{height:46px}
  .tools{right:10px;bottom:10px}.zoom{left:10px;bottom:10px;display:grid}.brushes{left:10px;top:10px}
  .choices{position:static}
  .depth{position:absolute;right:10px;top:10px;z-index:3}
  .bodies{position:absolute;left:-108px;bottom:8px;width:100px;z-index:3}
  .bodies select{width:100%;max-width:none}
  .caption{top:10px;left:68px;translate:none;text-align:left;max-width:40%}
  [data-close=true] .caption{top:68px}
  .close{left:68px;right:auto;top:10px;margin:0;max-width:calc(100% - 186px)}
  .sheet{grid-column:2;padding:12px 16px;box-shadow:var(--e-1,none)}
  .qualities .chip{padding:0 .4rem;font-size:.875rem}
  .placechips{display:none}
  .steps label{height:2.75rem}
  .chip{min-height:2.5rem}
  .list{background:var(--surface,#fff);border:1px solid var(--line,#e4ddd2);border-radius:22px;padding:10px 18px 16px;box-shadow:var(--e-1,none);grid-column:2;min-height:0;overflow:auto}
}
@container board (max-height:303px) and (max-width:899px){.bodies{display:none}[data-group=more] .bodies{display:block}}
@container board (max-height:345px) and (max-width:899px){.brushes .under{display:none}.brushes label{height:34px}.depth label{min-height:2.5rem}.tools .tool{height:45px}.tools{gap:2px}.tools .tool span{line-height:1}.tools svg.i{width:18px;height:18px}}
:host([mode=show]) :is(.tools,.brushes,.sheet,.list,.seg.panel,.hint){display:none!important}
:host([mode=show]) .panels{display:block;height:auto}
:host([mode=show]) .board{min-height:430px}
:host([mode=show]) .picture{display:grid!important}
:host([mode=show]) .heading:not(:has(*)){display:none}
:host([compact]) :is(.list,.head){display:none!important}
:host([compact]) :is(.caption,.hint){background:var(--surface,#fff)}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){
  .seg>label:has(:checked),.tabs>[aria-pressed=true],.close>[aria-pressed=true],.tool[aria-pressed=true],.chip[aria-pressed=true],.chip:has(:checked),.steps label:has(:checked),.brushes label:has(:checked){outline:3px solid Highlight;outline-offset:-3px}
  .tool,.chip,.steps label,.search,.sheet,.list{border:1px solid ButtonText}
  .dot{background:ButtonText;forced-color-adjust:none}
  .stage,.solid{forced-color-adjust:none}
}
`;

export const SHEET = CONTROLS + CHART_STYLES + LAYOUT;
