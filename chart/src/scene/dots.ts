/** The dotted edge of a zone: round dots that lie on the skin, as far apart at every zoom. */

import { BufferGeometry, Color, Float32BufferAttribute, Points, ShaderMaterial } from "three";
import type { Dots } from "./contour";

/** Steps between the dots that are kept ready; seen from afar only every 2nd, 4th … is drawn. [mm] */
export const DOT_STEP_MM = 1.5;
const GAP_PX = 7;
const DOT_PX = 4.6;

const VERTEX = /* glsl */ `
attribute float rank;
uniform float uEvery;
uniform float uSize;
varying float vShown;
void main() {
  vec4 seen = modelViewMatrix * vec4(position, 1.0);
  vec3 outward = normalize(normalMatrix * normal);
  bool hidden = mod(rank, uEvery) > 0.5 || dot(outward, -normalize(seen.xyz)) < 0.05;
  vShown = hidden ? 0.0 : 1.0;
  seen.xyz += 0.7 * outward;
  gl_Position = projectionMatrix * seen;
  gl_PointSize = hidden ? 0.0 : uSize;
}
`;

const FRAGMENT = /* glsl */ `
uniform vec3 uColour;
uniform float uSize;
varying float vShown;
void main() {
  float away = length(gl_PointCoord - 0.5) * uSize;
  float solid = vShown * (1.0 - smoothstep(uSize / 2.0 - 1.3, uSize / 2.0 - 0.3, away));
  if (solid < 0.02) discard;
  gl_FragColor = vec4(uColour, solid);
  #include <colorspace_fragment>
}
`;

export type DotCloud = Points<BufferGeometry, ShaderMaterial>;

export function dotCloud(): DotCloud {
  const material = new ShaderMaterial({
    uniforms: { uEvery: { value: 1 }, uSize: { value: 1 }, uColour: { value: new Color() } },
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    transparent: true,
    depthWrite: false,
  });
  const cloud = new Points(new BufferGeometry(), material);
  cloud.frustumCulled = false;
  cloud.visible = false;
  return cloud;
}

/** Replace the dots, freeing what was there. */
export function setDots(cloud: DotCloud, dots: Dots | null): void {
  cloud.geometry.dispose();
  cloud.geometry = new BufferGeometry();
  cloud.visible = dots !== null && dots.rank.length > 0;
  if (dots === null) return;
  cloud.geometry.setAttribute("position", new Float32BufferAttribute(dots.positions, 3));
  cloud.geometry.setAttribute("normal", new Float32BufferAttribute(dots.normals, 3));
  cloud.geometry.setAttribute("rank", new Float32BufferAttribute(dots.rank, 1));
}

/** Of how many dots one is drawn: a power of two, so that dots never wander along the edge. */
export const drawnEvery = (mmPerPixel: number): number =>
  2 ** Math.max(0, Math.round(Math.log2((GAP_PX * mmPerPixel) / DOT_STEP_MM)));

export function scaleDots(cloud: DotCloud, mmPerPixel: number, pixel: number): void {
  cloud.material.uniforms["uEvery"]!.value = drawnEvery(mmPerPixel);
  cloud.material.uniforms["uSize"]!.value = DOT_PX * pixel;
}
