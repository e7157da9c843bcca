import { ShapeError } from "../geometry/shape_error";
import type { SkinRegions } from "../geometry/skin_regions";
import type { Stroke } from "../geometry/strokes";
import type { BodyName } from "../geometry/surface_meta";
import type { SurfacePoint } from "../geometry/surface_point";
import { Atlas, isAbort } from "./atlas";
import { Board } from "./board";
import { readColours } from "./colours";
import { viewOfPlace } from "./compared";
import { type ControlListener, joinControls, joinKeys, press } from "./controls";
import { DrawingShown } from "./drawing_shown";
import { DrawingState, type RegionRead } from "./drawing_state";
import { type Ground, LaidOver } from "./laid_over";
import { strokesOfMarks } from "./marks";
import { reportError, showNotice, tell } from "./notice";
import { type Overlay, readOverlay } from "./overlay";
import { type Marked, RegionForm } from "./region_form";
import { watchRoom } from "./room";
import { watchScheme } from "./scheme";
import { showFound } from "./sheet";
import { buildShell, type Shell } from "./shell";
import { StrokesMade } from "./strokes_made";
import { ATLAS_VERSION, type BodyValue, bodyNamed, checkOnSurface, strokesIn } from "./value";
import { type LoadedSkin, ViewKeeper } from "./view_keeper";
import { isView } from "./views";
import { ENGLISH, say, type Words, wordsOf } from "./words";

/**
 * A body on which a person paints where it hurts; the boxes inside it are the same form as a list.
 *
 * @attr atlas - address under which the surface arrays and charts lie, for instance `/body/1/`
 * @attr body - `female`, `male`, `child` or `heavy`
 * @attr view - the view that is shown, for instance `head_right`
 * @attr words - some or all words in another language, as JSON
 * @attr mode - `paint`, or `show` for a picture without tools
 * @fires unknot-change - the drawing changed; detail: `{value, regions, area_cm2, percent}`
 * @fires unknot-view - another view is shown; detail: `{view}`
 * @fires unknot-ready - the body can be painted on
 * @fires unknot-error - something could not be loaded or read; detail: `{message, place}`
 * @slot - the fieldset of region boxes: the form that works without this element
 * @slot heading - stands beside the choices at the top
 * @slot purpose - stands above the picture, over its whole width
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
  readonly #shown = new DrawingShown(this.#state, () => ({
    shell: this.#shell,
    board: this.#board,
    form: this.#form,
    words: this.#words,
    view: this.view,
    knowsPlaces: this.#regions !== null,
    wasSet: this.#wasSet,
  }));
  #words: Words = ENGLISH;
  #shell: Shell | null = null;
  #board: Board | null = null;
  #form: RegionForm | null = null;
  #keeper: ViewKeeper | null = null;
  #skin: LoadedSkin | null = null;
  #regions: SkinRegions | null = null;
  #gone = new AbortController();
  #wasSet = false;
  readonly #laid = new LaidOver();
  #isUpdatingView = false;

  /** The drawing; setting it replaces what is there, without a step to undo. */
  get value(): BodyValue {
    return { atlas_version: ATLAS_VERSION, strokes: this.#state.drawing.strokes };
  }

  set value(value: unknown) {
    this.#reporting(() => {
      const strokes = this.#strokesIn(value, "value");
      this.#wasSet = true;
      this.#state.drawing.reset(strokes);
      this.#state.speakOf(null);
      this.#shown.follow();
      this.#shown.settle();
    });
  }

  /** What the drawing marks: regions with side, strength, quality and covered fraction. */
  get regions(): readonly RegionRead[] {
    return this.#state.regions;
  }

  /** A candidate's zone and place to press: `{site, side, show: ["zone", "site"]}`, or null. */
  get overlay(): Overlay | null {
    return this.#laid.overlay;
  }

  set overlay(value: unknown) {
    this.#reporting(() => {
      this.#laid.overlay = readOverlay(value);
      void this.#showOverlay();
    });
  }

  /** An earlier drawing to compare with, or null. */
  get earlier(): readonly Stroke[] | null {
    return this.#laid.earlier;
  }

  set earlier(value: unknown) {
    this.#reporting(() => {
      this.#laid.earlier =
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
    this.#state.speakOf(place);
    this.#shown.sheet();
  }

  connectedCallback(): void {
    this.#words = wordsOf(this.getAttribute("words")) ?? this.#words;
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
    watchRoom(this, shell, this.#gone.signal);
    this.#openBoard(shell);
    watchScheme(this.#gone.signal, () => this.#board?.setColours(readColours(shell.probe)));
    this.#shown.follow();
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
    return bodyNamed(this.getAttribute("body"));
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
        tell: (key) => this.#notify(say(this.#words, key), null),
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
      this.#shown.follow();
      tell(this, "unknot-ready", null);
      const regions = await keeper.regions();
      if (signal.aborted) return;
      this.#regions = regions;
      this.#state.attach(skin.canvas, regions);
      this.#shown.follow();
      this.#shown.settle();
      this.#showEarlier();
      await this.#showOverlay();
      await board.openRest();
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) this.#failed(error);
    }
  }

  /** Strokes that came before the surface was there are held against it now. */
  #checkOnSkin({ canvas }: LoadedSkin): void {
    this.#reporting(() => checkOnSurface(this.#state.drawing.strokes, canvas.surface));
  }

  #strokesIn(value: unknown, place: string): readonly Stroke[] {
    const nTriangles = this.#skin?.canvas.surface.nTriangles ?? Number.MAX_SAFE_INTEGER;
    return strokesIn(value, place, nTriangles);
  }

  // ── strokes ──

  #beginStroke(point: SurfacePoint): boolean {
    const { drawing } = this.#state;
    if (this.#state.painting === null || this.#board?.isPainting !== true) return false;
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
      this.#leaveStroke();
    },
    strength: (strength) => this.#tell({ intensity: strength }),
    quality: (quality) => this.#tell({ quality }),
    depth: (depth) => void this.#board?.chooseDepth(depth),
    body: (body) => this.setAttribute("body", body),
    search: (text) => {
      if (this.#shell === null) return;
      showFound(this.#shell, this.#words, this.#form?.search(text) ?? null);
    },
    selectPlace: (place) => {
      const [only, ...others] = this.#state.spokenPlaces;
      this.select(place === only && others.length === 0 ? null : place);
    },
  };

  #setTool(tool: "paint" | "erase"): void {
    this.#made.tool = tool;
    if (this.#shell === null) return;
    for (const one of ["paint", "erase"]) press(this.#shell, one, one === tool);
    this.#leaveStroke();
  }

  /** What the scale or a quality says: of the places it asks about, or of the paint to come. */
  #tell(told: { intensity?: number | null; quality?: string | null }): void {
    if (this.#state.tellSpoken(told)) {
      this.#changed();
      return;
    }
    this.#shown.sheet();
    const strength = told.intensity ?? null;
    if (strength !== null && this.#state.isOfNext && this.#shell !== null) {
      this.#shell.status.textContent = say(this.#words, "nextStrength", { strength });
    }
  }

  /** The person turned to something else: the last stroke is left as it is. */
  #leaveStroke(): void {
    this.#state.speakOfNext();
    this.#shown.sheet();
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
        if (isTicked) void this.#showPlace(place);
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
    this.#shown.settle();
  }

  // ── showing ──

  /** The drawing changed by the person: show it, tell the page, say it aloud. */
  #changed(): void {
    this.#shown.follow();
    this.#shown.say();
    const detail = {
      value: this.value,
      regions: this.regions,
      area_cm2: this.#state.areaMm2 / 100,
      percent: this.#state.percent,
    };
    tell(this, "unknot-change", detail);
  }

  #viewChanged(view: string): void {
    this.#isUpdatingView = true;
    this.setAttribute("view", view);
    this.#isUpdatingView = false;
    this.#board?.setBrush(this.#made.step);
    this.#leaveStroke();
    tell(this, "unknot-view", { view });
  }

  get #ground(): Ground | null {
    const [skin, keeper, board] = [this.#skin, this.#keeper, this.#board];
    if (skin === null || keeper === null || board === null) return null;
    return { skin, keeper, board, body: this.#body(), turns: !board.isPainting };
  }

  async #showOverlay(): Promise<void> {
    const ground = this.#ground;
    if (ground !== null) await this.#trying(() => this.#laid.showOverlay(ground));
  }

  #showEarlier(): void {
    if (this.#ground !== null) this.#laid.showEarlier(this.#ground, this.#regions);
  }

  /** Turn to the view in which a place is seen best, unless it is seen well already. */
  async #showPlace(place: string): Promise<void> {
    const [ground, regions] = [this.#ground, this.#regions];
    if (ground === null || regions === null) return;
    await this.#trying(async () => {
      const view = await viewOfPlace(ground, { regions, place, now: ground.board.view });
      if (view === null || view === ground.board.view || ground.board.isGone) return;
      const shown = ground.board.show(view);
      this.select(place);
      await shown;
    });
  }

  // ── what goes wrong ──

  #failed(error: unknown): void {
    const isLoaded = this.#skin !== null;
    reportError(this, error);
    if (!isLoaded) this.#notify(say(this.#words, "cannotLoad"), () => void this.#load());
  }

  #trying(act: () => Promise<void>): Promise<void> {
    return act().catch((error: unknown) => {
      if (!isAbort(error)) this.#failed(error);
    });
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
    if (this.#shell !== null) showNotice(this.#shell.notice, this.#words, text, again);
  }
}
