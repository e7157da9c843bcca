import { ShapeError } from "../geometry/shape_error";
import type { SkinRegions } from "../geometry/skin_regions";
import { isBrush, readStrokes, type Stroke } from "../geometry/strokes";
import type { BodyName } from "../geometry/surface_meta";
import type { SurfacePoint } from "../geometry/surface_point";
import { changeInWords } from "./announcing";
import { Atlas, isAbort } from "./atlas";
import { Board } from "./board";
import { readColours } from "./colours";
import { overlaid, paintOf, viewOf, weightsOf } from "./compared";
import { type ControlListener, joinControls, joinKeys, press } from "./controls";
import { DrawingState, type RegionRead } from "./drawing_state";
import { strokesOfMarks } from "./marks";
import { reportError, showNotice, tell } from "./notice";
import { type Overlay, readOverlay } from "./overlay";
import { type Marked, RegionForm } from "./region_form";
import { watchScheme } from "./scheme";
import { showSheet } from "./sheet";
import { buildShell, type Shell } from "./shell";
import { StrokesMade } from "./strokes_made";
import { ATLAS_VERSION, type BodyValue, strokesIn } from "./value";
import { type LoadedSkin, ViewKeeper } from "./view_keeper";
import { isView } from "./views";
import { ENGLISH, say, type Words } from "./words";

const BODIES: readonly BodyName[] = ["female", "male", "child", "heavy"];

/**
 * A body on which a person paints where it hurts; the boxes inside it are the same form as a list.
 *
 * @attr atlas - address under which the surface arrays and charts lie, for instance `/body/1/`
 * @attr body - `female`, `male`, `child` or `heavy`
 * @attr view - the view that is shown, for instance `head_right`
 * @attr mode - `paint`, or `show` for a picture without tools
 * @fires unknot-change - the drawing changed; detail: `{value, regions, area_cm2, percent}`
 * @fires unknot-view - another view is shown; detail: `{view}`
 * @fires unknot-ready - the body can be painted on
 * @fires unknot-error - something could not be loaded or read; detail: `{message, place}`
 * @slot - the fieldset of region boxes: the form that works without this element
 * @slot heading - stands beside the choices at the top
 * @slot actions - stands at the end of the sheet under the picture
 * @csspart frame - everything
 * @csspart picture - views, picture and sheet
 * @csspart stage - the picture itself
 * @csspart caption - "seen from behind"
 * @csspart sheet - strength, qualities, painted places
 * @csspart list - search and boxes
 * @cssprop --felt, --felt-2, --p4, --p6, --felt-4, --felt-5 - paint
 * @cssprop --sent-3, --sent-4 - where a muscle may refer
 * @cssprop --body-0 … --body-6, --body-line, --body-outline, --body-guide - the drawn body
 */
export class UnknotBody extends HTMLElement {
  static readonly observedAttributes = ["atlas", "body", "view"];

  readonly #state = new DrawingState();
  readonly #made = new StrokesMade(this.#state);
  #words: Words = ENGLISH;
  #shell: Shell | null = null;
  #board: Board | null = null;
  #form: RegionForm | null = null;
  #keeper: ViewKeeper | null = null;
  #skin: LoadedSkin | null = null;
  #regions: SkinRegions | null = null;
  #gone = new AbortController();
  #wasSet = false;
  #overlay: Overlay | null = null;
  #earlier: readonly Stroke[] | null = null;
  #isUpdatingView = false;
  #announced: ReadonlyMap<string, Marked> = new Map();

  /** The drawing; setting it replaces what is there, without a step to undo. */
  get value(): BodyValue {
    return { atlas_version: ATLAS_VERSION, strokes: this.#state.drawing.strokes };
  }

  set value(value: unknown) {
    this.#reporting(() => {
      const strokes = this.#strokesIn(value, "value");
      this.#wasSet = true;
      this.#state.drawing.reset(strokes);
      this.#state.selected = null;
      this.#follow();
      this.#announced = this.#state.marked;
    });
  }

  /** What the drawing marks: regions with side, strength, quality and covered fraction. */
  get regions(): readonly RegionRead[] {
    return this.#state.regions;
  }

  /** A candidate's zone and place to press: `{site, side, show: ["zone", "site"]}`, or null. */
  get overlay(): Overlay | null {
    return this.#overlay;
  }

  set overlay(value: unknown) {
    this.#reporting(() => {
      this.#overlay = readOverlay(value);
      void this.#showOverlay();
    });
  }

  /** An earlier drawing to compare with, or null. */
  get earlier(): readonly Stroke[] | null {
    return this.#earlier;
  }

  set earlier(value: unknown) {
    this.#reporting(() => {
      this.#earlier =
        value === null || value === undefined ? null : this.#strokesIn(value, "earlier");
      this.#showEarlier();
    });
  }

  /** Some or all words in another language; takes effect when the element is next connected. */
  get words(): Words {
    return this.#words;
  }

  set words(words: Partial<Words>) {
    this.#words = { ...ENGLISH, ...words };
    if (this.isConnected && this.#shell !== null) this.#rebuild();
  }

  get view(): string {
    return this.getAttribute("view") ?? "front";
  }

  undo(): void {
    if (this.#state.drawing.undo()) this.#changed();
  }

  redo(): void {
    if (this.#state.drawing.redo()) this.#changed();
  }

  clear(): void {
    if (this.#state.drawing.replace([])) this.#changed();
  }

  /** Let the scale speak of a place, for instance `right:temple`; null: of the paint to come. */
  select(place: string | null): void {
    this.#state.selected = place !== null && this.#state.marked.has(place) ? place : null;
    this.#showSheet();
  }

  connectedCallback(): void {
    this.#rebuild();
  }

  disconnectedCallback(): void {
    this.#leave();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now || !this.isConnected || this.#shell === null) return;
    if (name === "atlas") this.#rebuild();
    if (name === "body") void this.#board?.setBody(this.#body());
    if (name === "view" && !this.#isUpdatingView && now !== null && isView(now)) {
      void this.#board?.show(now);
    }
  }

  #rebuild(): void {
    this.#leave();
    this.#gone = new AbortController();
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const shell = buildShell(root, this.#words);
    this.#shell = shell;
    shell.bodies.value = this.#body();
    for (const radio of shell.radios("brush"))
      radio.checked = radio.value === String(this.#made.step);
    press(shell, "both", this.#made.isBoth);
    joinControls(shell, this.#listener, this.#gone.signal);
    joinKeys(this, this.#listener, this.#gone.signal);
    this.#joinForm();
    const slot = root.querySelector<HTMLSlotElement>("slot:not([name])");
    slot?.addEventListener("slotchange", () => this.#joinForm(), { signal: this.#gone.signal });
    this.#openBoard(shell);
    watchScheme(this.#gone.signal, () => this.#board?.setColours(readColours(shell.probe)));
    this.#follow();
    void this.#load();
  }

  /** Free everything but the drawing. */
  #leave(): void {
    this.#gone.abort();
    this.#board?.dispose();
    this.#form?.dispose();
    this.#keeper?.atlas.close();
    this.#board = this.#form = this.#keeper = this.#skin = this.#regions = this.#shell = null;
    this.#state.attach(null, null);
    this.shadowRoot?.replaceChildren();
  }

  #body(): BodyName {
    const asked = this.getAttribute("body");
    return BODIES.find((body) => body === asked) ?? "female";
  }

  #openBoard(shell: Shell): void {
    this.#keeper = new ViewKeeper(new Atlas(this.getAttribute("atlas") ?? "/body/1/"));
    const element = this;
    this.#board = new Board(
      shell,
      {
        words: this.#words,
        get isPainting() {
          return element.getAttribute("mode") !== "show";
        },
        beginStroke: (point) => this.#beginStroke(point),
        extendStroke: (points) => this.#extendStroke(points),
        endStroke: () => this.#endStroke(),
        cancelStroke: () => {
          this.#state.drawing.cancel();
          this.#board?.refresh();
        },
        viewChanged: (view) => this.#viewChanged(view),
        failed: (error) => this.#failed(error),
        solidLost: () => this.#notify(say(this.#words, "lostSolid"), null),
      },
      this.#keeper,
      {
        view: isView(this.view) ? this.view : "front",
        body: this.#body(),
        colours: readColours(shell.probe),
      },
    );
    this.#board.setTool();
    this.#board.setBrush(this.#made.step);
  }

  async #load(): Promise<void> {
    const { signal } = this.#gone;
    const [board, keeper, shell] = [this.#board, this.#keeper, this.#shell];
    if (board === null || keeper === null || shell === null) return;
    shell.notice.hidden = true;
    try {
      const skin = await board.open();
      if (signal.aborted) return;
      this.#skin = skin;
      this.#checkOnSkin(skin);
      this.#state.attach(skin.canvas, null);
      this.#follow();
      tell(this, "unknot-ready", null);
      const regions = await keeper.regions();
      if (signal.aborted) return;
      this.#regions = regions;
      this.#state.attach(skin.canvas, regions);
      this.#follow();
      this.#announced = this.#state.marked;
      this.#showEarlier();
      await this.#showOverlay();
      await board.openRest();
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) this.#failed(error);
    }
  }

  /** Strokes that came before the surface was there are held against it now. */
  #checkOnSkin({ canvas }: LoadedSkin): void {
    this.#reporting(() => {
      const { nTriangles, meta } = canvas.surface;
      if (meta.atlasVersion !== ATLAS_VERSION) {
        throw new ShapeError("atlas", `version ${ATLAS_VERSION} of the body`, meta.atlasVersion);
      }
      readStrokes(this.#state.drawing.strokes, nTriangles);
    });
  }

  #strokesIn(value: unknown, place: string): readonly Stroke[] {
    const nTriangles = this.#skin?.canvas.surface.nTriangles ?? Number.MAX_SAFE_INTEGER;
    return strokesIn(value, place, nTriangles);
  }

  // ── strokes ──

  #beginStroke(point: SurfacePoint): boolean {
    const { drawing } = this.#state;
    if (this.#state.painting === null || this.getAttribute("mode") === "show") return false;
    if (drawing.isFull) {
      this.#notify(say(this.#words, "full"), null);
      return false;
    }
    this.#made.begin(point, this.#board?.view ?? "front");
    return true;
  }

  #extendStroke(points: readonly SurfacePoint[]): void {
    this.#made.extend(points);
    this.#board?.refresh();
  }

  #endStroke(): void {
    if (this.#made.end()) this.#changed();
  }

  readonly #listener: ControlListener = {
    tool: (tool) => this.#setTool(tool),
    undo: () => this.undo(),
    redo: () => this.redo(),
    clear: () => this.clear(),
    both: (isBoth) => {
      this.#made.isBoth = isBoth;
    },
    brush: (step) => {
      this.#made.step = step;
      this.#board?.setBrush(step);
    },
    strength: (strength) => this.#tell({ intensity: strength }),
    quality: (quality) => this.#tell({ quality }),
    depth: (depth) => void this.#setDepth(depth),
    body: (body) => this.setAttribute("body", body),
    search: (text) => this.#search(text),
    selectPlace: (place) => this.select(place === this.#state.selected ? null : place),
  };

  #setTool(tool: "paint" | "erase"): void {
    this.#made.tool = tool;
    if (this.#shell === null) return;
    for (const one of ["paint", "erase"]) press(this.#shell, one, one === tool);
  }

  async #setDepth(depth: "flat" | "solid"): Promise<void> {
    const isShown = await this.#board?.setDepth(depth).catch((error: unknown) => {
      if (!isAbort(error)) this.#failed(error);
      return false;
    });
    if (isShown !== false || this.#shell === null) return;
    for (const radio of this.#shell.radios("depth")) radio.checked = radio.value === "flat";
    await this.#board?.setDepth("flat");
    this.#notify(say(this.#words, "cannotSolid"), null);
  }

  /** What the scale or a quality says: of the selected place, or of the paint to come. */
  #tell(told: { intensity?: number | null; quality?: string | null }): void {
    const { selected } = this.#state;
    if (selected === null) {
      this.#state.brush = { ...this.#state.brush, ...told };
      this.#showSheet();
    } else if (this.#state.tell(selected, told)) {
      this.#changed();
    }
  }

  #search(text: string): void {
    const found = this.#form?.search(text) ?? null;
    if (this.#shell === null) return;
    const key = found === 0 ? "noneFound" : found === 1 ? "foundOne" : "found";
    this.#shell.found.textContent = found === null ? "" : say(this.#words, key, { n: found });
  }

  // ── the form inside ──

  #joinForm(): void {
    if (this.#form !== null && this.#form.places.length > 0) return;
    this.#form?.dispose();
    this.#form = new RegionForm(this, this.#words, {
      tick: (place, isTicked) => {
        this.#state.mark(place, isTicked);
        this.#state.read();
        this.select(isTicked ? place : null);
        this.#changed();
      },
      strength: (place, strength) => {
        if (this.#state.tell(place, { intensity: strength })) this.#changed();
      },
      quality: (place, quality) => {
        if (this.#state.tell(place, { quality })) this.#changed();
      },
      enter: (place) => this.select(place),
    });
    if (!this.#wasSet && this.#state.drawing.strokes.length === 0) this.#seed(this.#form.ticked());
  }

  /** Boxes that came ticked are a drawing too. */
  #seed(ticked: ReadonlyMap<string, Marked>): void {
    if (ticked.size === 0) return;
    this.#state.drawing.reset(strokesOfMarks(ticked));
    this.#state.read();
    this.#announced = this.#state.marked;
  }

  // ── showing ──

  /** The drawing changed by the person: show it, tell the page, say it aloud. */
  #changed(): void {
    this.#follow();
    const { marked, areaMm2 } = this.#state;
    const spoken = changeInWords(this.#words, this.#announced, { marked, areaMm2 }, this.#nameOf);
    for (const place of marked.keys())
      if (!this.#announced.has(place)) this.#form?.reveal(place, this.#shell?.list ?? null);
    this.#announced = marked;
    if (spoken !== null && this.#shell !== null) this.#shell.status.textContent = spoken;
    const detail = {
      value: this.value,
      regions: this.regions,
      area_cm2: areaMm2 / 100,
      percent: this.#state.percent,
    };
    tell(this, "unknot-change", detail);
  }

  /** Make everything that shows the drawing show it as it is. */
  #follow(): void {
    this.#state.read();
    const { strokes } = this.#state.drawing;
    // Without the skin nobody knows which places paint covers: the boxes stay as they came.
    const isKnown = this.#regions !== null || !strokes.some(isBrush);
    if (isKnown && (this.#wasSet || strokes.length > 0 || this.#announced.size > 0)) {
      this.#form?.follow(this.#state.marked);
    }
    const board = this.#board;
    if (board !== null) {
      board.setContent({
        ...board.content,
        painted: this.#state.painted,
        pieces: this.#state.pieces,
      });
      board.refreshThumbs();
    }
    this.#showSheet();
  }

  #showSheet(): void {
    if (this.#shell === null) return;
    const { drawing, marked, selected, areaMm2, brush } = this.#state;
    showSheet(this.#shell, this.#words, {
      view: this.#board?.view ?? this.view,
      marked,
      selected,
      areaMm2,
      brush: { strength: brush.intensity, quality: brush.quality },
      canUndo: drawing.canUndo,
      canRedo: drawing.canRedo,
      nameOf: this.#nameOf,
    });
  }

  readonly #nameOf = (place: string): string => this.#form?.nameOf(place) ?? place;

  #viewChanged(view: string): void {
    this.#isUpdatingView = true;
    this.setAttribute("view", view);
    this.#isUpdatingView = false;
    this.#board?.setBrush(this.#made.step);
    this.#showSheet();
    tell(this, "unknot-view", { view });
  }

  async #showOverlay(): Promise<void> {
    const [overlay, skin, keeper, board] = [this.#overlay, this.#skin, this.#keeper, this.#board];
    if (skin === null || keeper === null || board === null) return;
    try {
      const loaded = await overlaid(keeper, skin, overlay);
      if (overlay !== this.#overlay || board !== this.#board) return;
      board.setContent({ ...board.content, ...loaded });
      const weights = weightsOf(skin, loaded);
      if (this.getAttribute("mode") !== "show" || weights === null) return;
      const best = await viewOf(keeper, skin, { weights, body: this.#body() });
      if (best !== null && overlay === this.#overlay) await board.showNear(best, weights);
    } catch (error) {
      if (!isAbort(error)) this.#failed(error);
    }
  }

  #showEarlier(): void {
    const [skin, board] = [this.#skin, this.#board];
    if (skin === null || board === null) return;
    const earlier = this.#earlier === null ? null : paintOf(skin, this.#regions, this.#earlier);
    board.setContent({ ...board.content, before: earlier });
  }

  // ── what goes wrong ──

  #failed(error: unknown): void {
    const isLoaded = this.#skin !== null;
    reportError(this, error);
    if (!isLoaded) this.#notify(say(this.#words, "cannotLoad"), () => void this.#load());
  }

  #reporting(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      reportError(this, error);
    }
  }

  #notify(text: string, again: (() => void) | null): void {
    const notice = this.#shell?.notice;
    if (notice === undefined) return;
    const label = say(this.#words, again === null ? "close" : "tryAgain");
    showNotice(notice, text, { label, act: () => again?.() });
  }
}
