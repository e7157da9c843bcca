/** The mesh of the skin and the zone's dotted edge, and what is painted on them. */

import {
  BufferAttribute,
  BufferGeometry,
  Group,
  type MeshPhysicalMaterial,
  Mesh as ThreeMesh,
  Vector3,
} from "three";
import { type SceneColours, type SceneOverlay, ZONE_LEVEL } from "../element/scene_door";
import { vertexNormals } from "../geometry/shape";
import type { SurfacePoint } from "../geometry/surface_point";
import { edgeDots } from "./contour";
import { crossAt, crossSize } from "./crosses";
import { DOT_STEP_MM, type DotCloud, dotCloud, scaleDots, setDots } from "./dots";
import type { Vector } from "./orbit";
import type { Mesh } from "./raycast";
import { linear, recolour, type SkinUniforms, skinMaterial, skinUniforms } from "./shading";

/** Paint whose strength was not told has the colour of the middle. */
const UNTOLD = 5;

export class Skin {
  readonly shown = new Group();
  readonly geometry = new BufferGeometry();
  readonly #material: MeshPhysicalMaterial;
  readonly #uniforms: SkinUniforms = skinUniforms();
  readonly #dots: DotCloud = dotCloud();
  #mesh: Mesh;
  #normals: Float64Array;
  #overlay: SceneOverlay | null = null;
  /** The middle of the zone: where the hatch hangs. */
  readonly anchor = new Vector3();

  constructor(mesh: Mesh, occlusion: Uint8Array | null) {
    this.#mesh = mesh;
    this.#normals = vertexNormals(mesh.positions, mesh.triangles);
    this.#material = skinMaterial(this.#uniforms);
    const n = mesh.positions.length / 3;
    const channel = (name: string, values: Float32Array | Uint8Array, size: number): void => {
      this.geometry.setAttribute(
        name,
        new BufferAttribute(values, size, values instanceof Uint8Array),
      );
    };
    this.geometry.setIndex(new BufferAttribute(mesh.triangles.slice(), 1));
    channel("position", Float32Array.from(mesh.positions), 3);
    channel("normal", Float32Array.from(this.#normals), 3);
    channel("paint", new Float32Array(2 * n), 2);
    channel("sent", new Float32Array(2 * n), 2);
    channel("occlusion", occlusion ?? new Uint8Array(n).fill(255), 1);
    const body = new ThreeMesh(this.geometry, this.#material);
    body.frustumCulled = false;
    this.shown.add(body, this.#dots);
  }

  get mesh(): Mesh {
    return this.#mesh;
  }

  setBody(positions: Float64Array): void {
    this.#mesh = { ...this.#mesh, positions };
    this.#normals = vertexNormals(positions, this.#mesh.triangles);
    this.#fill("position", (target) => target.set(positions));
    this.#fill("normal", (target) => target.set(this.#normals));
    this.setOverlay(this.#overlay);
  }

  setPaint(cover: Float64Array, strength: Float64Array): void {
    this.#fill("paint", (target) => {
      for (let v = 0; v < cover.length; v++) {
        target[2 * v] = cover[v]!;
        target[2 * v + 1] = strength[v]! >= 0 ? strength[v]! : UNTOLD;
      }
    });
  }

  setOverlay(overlay: SceneOverlay | null): void {
    this.#overlay = overlay;
    const { essential, spillover } = overlay ?? { essential: null, spillover: null };
    this.#fill("sent", (target) => {
      for (let v = 0; 2 * v < target.length; v++) {
        target[2 * v] = essential?.[v] ?? 0;
        target[2 * v + 1] = spillover?.[v] ?? 0;
      }
    });
    const edge =
      essential === null
        ? null
        : edgeDots(this.#mesh, essential, this.#normals, {
            level: ZONE_LEVEL,
            step_mm: DOT_STEP_MM,
          });
    setDots(this.#dots, edge);
    this.anchor.set(...middleOf(edge?.positions ?? [0, 0, 0]));
    this.#setCross(overlay?.site ?? null);
  }

  setColours(colours: SceneColours): void {
    recolour(this.#uniforms, this.#material, colours);
    linear(this.#dots.material.uniforms["uColour"]!.value, colours.sent);
  }

  /** Before a frame: how many millimetres one pixel is, and where the hatch hangs. */
  scale(mmPerPixel: number, pixel: number, anchor: readonly [number, number]): void {
    this.#uniforms.uPixel.value = pixel;
    this.#uniforms.uAnchor.value.set(anchor[0], anchor[1]);
    const crossShown = this.#overlay?.site ? crossSize(mmPerPixel) : 0;
    this.#uniforms.uCrossSize.value = crossShown;
    scaleDots(this.#dots, mmPerPixel, pixel);
  }

  dispose(): void {
    this.geometry.dispose();
    this.#material.dispose();
    this.#dots.geometry.dispose();
    this.#dots.material.dispose();
  }

  #setCross(site: SurfacePoint | null): void {
    if (site === null) return;
    const { place, right, up } = crossAt(this.#mesh, site, this.#normals);
    this.#uniforms.uCross.value.set(...place);
    this.#uniforms.uCrossRight.value.set(...right);
    this.#uniforms.uCrossUp.value.set(...up);
  }

  #fill(name: string, write: (target: Float32Array) => void): void {
    const attribute = this.geometry.getAttribute(name) as BufferAttribute;
    write(attribute.array as Float32Array);
    attribute.needsUpdate = true;
  }
}

/** Mean of a list of places. [mm] */
function middleOf(places: ArrayLike<number>): Vector {
  const sum = [0, 0, 0];
  for (let i = 0; i < places.length; i++) sum[i % 3]! += places[i]!;
  const n = Math.max(1, places.length / 3);
  return [sum[0]! / n, sum[1]! / n, sum[2]! / n];
}
