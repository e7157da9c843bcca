/**
 * What the skin looks like: clay, baked occlusion, paint, hatch and cross, in one material.
 *
 * Paint is cut where `cover` passes one half, as wide as a pixel of the screen, so that strokes
 * are round and crisp however coarse the triangles. The hatch is drawn in pixels of the screen,
 * so that its lines are as wide on a toe as on a back.
 */

import {
  Color,
  MeshPhysicalMaterial,
  Vector2,
  Vector3,
  type WebGLProgramParametersWithUniforms,
} from "three";
import { type Rgb, type SceneColours, ZONE_LEVEL } from "../element/scene_door";

const SOFT_TINT = { light: 0.26, dark: 0.13 };
/** The token is the flat drawing's ground, in full light; a lit body needs more to look the same. */
const DARK_LIFT = 1.7;

export interface SkinUniforms {
  readonly uFelt: { value: Color[] };
  readonly uFeltEdge: { value: Color };
  readonly uSent: { value: Color };
  readonly uSentSoft: { value: Color };
  /** How solid the soft tint of a spillover lies on the skin. */
  readonly uSoft: { value: number };
  readonly uInk: { value: Color };
  readonly uHalo: { value: Color };
  /** Device pixels per CSS pixel. */
  readonly uPixel: { value: number };
  /** Where the hatch hangs, so that it travels with the body. [device pixels] */
  readonly uAnchor: { value: Vector2 };
  readonly uCross: { value: Vector3 };
  readonly uCrossRight: { value: Vector3 };
  readonly uCrossUp: { value: Vector3 };
  /** Half the width of the cross; 0 draws none. [mm] */
  readonly uCrossSize: { value: number };
}

export function skinUniforms(): SkinUniforms {
  return {
    uFelt: { value: Array.from({ length: 11 }, () => new Color()) },
    uFeltEdge: { value: new Color() },
    uSent: { value: new Color() },
    uSentSoft: { value: new Color() },
    uSoft: { value: 0 },
    uInk: { value: new Color() },
    uHalo: { value: new Color() },
    uPixel: { value: 1 },
    uAnchor: { value: new Vector2() },
    uCross: { value: new Vector3() },
    uCrossRight: { value: new Vector3() },
    uCrossUp: { value: new Vector3() },
    uCrossSize: { value: 0 },
  };
}

/** A token's colour in the linear light in which the scene is reckoned. */
export const linear = (target: Color, rgb: Rgb): Color =>
  target.setRGB(rgb[0] / 255, rgb[1] / 255, rgb[2] / 255, "srgb");

export function recolour(
  uniforms: SkinUniforms,
  material: MeshPhysicalMaterial,
  colours: SceneColours,
): void {
  const last = colours.felt.length - 1;
  uniforms.uFelt.value.forEach((color, strength) => {
    linear(color, colours.felt[Math.round((strength / 10) * last)] ?? colours.feltEdge);
  });
  linear(uniforms.uFeltEdge.value, colours.feltEdge);
  linear(uniforms.uSent.value, colours.sent);
  linear(uniforms.uSentSoft.value, colours.sentSoft);
  linear(uniforms.uInk.value, colours.ink);
  linear(uniforms.uHalo.value, colours.surface);
  uniforms.uSoft.value = colours.isDark ? SOFT_TINT.dark : SOFT_TINT.light;
  linear(material.color, colours.skin).multiplyScalar(colours.isDark ? DARK_LIFT : 1);
  material.sheenColor.copy(material.color);
}

const VERTEX_HEAD = /* glsl */ `
attribute vec2 paint;
attribute vec2 sent;
attribute float occlusion;
varying vec2 vPaint;
varying vec2 vSent;
varying float vOcclusion;
varying vec3 vPlace;
varying vec3 vOutward;
`;

const VERTEX_BODY = /* glsl */ `
vPaint = paint;
vSent = sent;
vOcclusion = occlusion;
vPlace = position;
vOutward = normal;
`;

const FRAGMENT_HEAD = /* glsl */ `
#define ZONE_LEVEL ${ZONE_LEVEL.toFixed(3)}
uniform vec3 uFelt[11];
uniform vec3 uFeltEdge;
uniform vec3 uSent;
uniform vec3 uSentSoft;
uniform float uSoft;
uniform vec3 uInk;
uniform vec3 uHalo;
uniform float uPixel;
uniform vec2 uAnchor;
uniform vec3 uCross;
uniform vec3 uCrossRight;
uniform vec3 uCrossUp;
uniform float uCrossSize;
varying vec2 vPaint;
varying vec2 vSent;
varying float vOcclusion;
varying vec3 vPlace;
varying vec3 vOutward;

vec3 feltColour(float strength) {
  float at = clamp(strength, 0.0, 10.0);
  int low = int(min(floor(at), 9.0));
  return mix(uFelt[low], uFelt[low + 1], at - float(low));
}

vec3 withSent(vec3 skin) {
  float soft = uSoft * smoothstep(0.08, 0.6, max(vSent.x, vSent.y));
  skin = mix(skin, uSentSoft, soft);
  float width = max(fwidth(vSent.x), 0.004);
  float inside = smoothstep(ZONE_LEVEL - width, ZONE_LEVEL + width, vSent.x);
  vec2 at = (gl_FragCoord.xy - uAnchor) / uPixel;
  float stripe = abs(fract((at.x + at.y) / 9.2) - 0.5) * 9.2 * 0.7071;
  float line = 1.0 - smoothstep(1.15 - 0.5, 1.15 + 0.5, stripe);
  return mix(skin, uSent, inside * line * 0.88);
}

vec3 withPaint(vec3 skin) {
  float width = max(fwidth(vPaint.x), 0.006);
  float inside = smoothstep(0.5 - width, 0.5 + width, vPaint.x);
  skin = mix(skin, feltColour(vPaint.y), inside * 0.84);
  float edge = inside * (1.0 - smoothstep(0.5 + width, 0.5 + 3.0 * width, vPaint.x));
  return mix(skin, uFeltEdge, edge * 0.55);
}

float crossAt(vec2 at, float reach, float thick) {
  float a = abs(at.x - at.y) * 0.7071;
  float b = abs(at.x + at.y) * 0.7071;
  float along = max(a, b);
  float off = min(a, b);
  vec2 over = vec2(max(along - reach, 0.0), off);
  return length(over) - thick;
}

vec3 withCross(vec3 skin) {
  vec3 from = vPlace - uCross;
  vec2 at = vec2(dot(from, uCrossRight), dot(from, uCrossUp)) / max(uCrossSize, 0.001);
  float ink = crossAt(at, 0.95, 0.2);
  float soft = max(fwidth(ink), 0.01);
  bool far = dot(from, from) > 4.0 * uCrossSize * uCrossSize;
  if (far || dot(vOutward, cross(uCrossRight, uCrossUp)) < 0.0) return skin;
  skin = mix(skin, uHalo, 1.0 - smoothstep(0.2 - soft, 0.2 + soft, ink));
  return mix(skin, uInk, 1.0 - smoothstep(-soft, soft, ink));
}
`;

const FRAGMENT_BODY = /* glsl */ `
diffuseColor.rgb *= mix(0.42, 1.0, vOcclusion);
diffuseColor.rgb = withCross(withPaint(withSent(diffuseColor.rgb)));
`;

function drawOnSkin(shader: WebGLProgramParametersWithUniforms, uniforms: SkinUniforms): void {
  Object.assign(shader.uniforms, uniforms);
  shader.vertexShader = shader.vertexShader
    .replace("#include <common>", `#include <common>${VERTEX_HEAD}`)
    .replace("#include <begin_vertex>", `#include <begin_vertex>${VERTEX_BODY}`);
  shader.fragmentShader = shader.fragmentShader
    .replace("#include <common>", `#include <common>${FRAGMENT_HEAD}`)
    .replace("#include <color_fragment>", `#include <color_fragment>${FRAGMENT_BODY}`);
}

/** Matt clay with a soft rim; `uniforms` carry everything drawn on it. */
export function skinMaterial(uniforms: SkinUniforms): MeshPhysicalMaterial {
  const material = new MeshPhysicalMaterial({
    roughness: 0.62,
    specularIntensity: 0.3,
    sheen: 0.25,
    sheenRoughness: 0.6,
    polygonOffset: true,
    polygonOffsetFactor: 1,
    polygonOffsetUnits: 2,
  });
  material.onBeforeCompile = (shader) => drawOnSkin(shader, uniforms);
  return material;
}
