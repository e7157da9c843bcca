/** The door of the 3D body: the element loads this file only when 3D is asked for. */

import type { OpenScene } from "../element/scene_door";
import { BodyScene } from "./body_scene";

export { BodyScene };

export const openScene: OpenScene = (options) => {
  const scene = new BodyScene(options);
  void scene.loadPicker();
  return scene;
};
