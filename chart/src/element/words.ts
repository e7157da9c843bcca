/** Every word the element says. A page sets `words` to say them in another language. */
export const ENGLISH = {
  picture: "Picture",
  list: "List",
  pictureOrList: "Picture or list",
  flat: "2D",
  solid: "3D",
  flatOrSolid: "Flat picture or 3D body",
  views: "View of the body",
  closeViews: "Which side of it",
  tools: "Tools",
  paint: "Paint",
  erase: "Rub out",
  undo: "Undo",
  redo: "Redo",
  both: "Both sides",
  clear: "Clear",
  closer: "Closer",
  farther: "Farther",
  whole: "Whole picture",
  brush: "brush",
  brushSize: "Size of the brush",
  "brush.0": "Fine",
  "brush.1": "Small",
  "brush.2": "Medium",
  "brush.3": "Large",
  strength: "Strength",
  howStrongAt: "How strong at the {place}?",
  howStrongAtMore: "How strong at the {place} and {n} more?",
  howStrong: "How strong is it?",
  howStrongNext: "How strong is what you paint next?",
  nextStrength: "Strength {strength} for what you paint next.",
  nothing: "nothing",
  worst: "worst imaginable",
  feels: "It feels",
  places: "Painted places",
  placesShort: "Places",
  find: "Find a place by name",
  noneFound: "No place has that name. Try another word.",
  count: "{n} places",
  countOne: "1 place",
  found: "{n} places found",
  foundOne: "1 place found",
  area: "{cm2} cm² of skin",
  less: "{place}: weaker",
  more: "{place}: stronger",
  body: "Body",
  bodyChoice: "Which body",
  "body.female": "Woman",
  "body.male": "Man",
  "body.child": "Child",
  "body.heavy": "Heavier",
  "group.front": "Front",
  "group.back": "Back",
  "group.sides": "Sides",
  "group.head": "Head",
  "group.hands": "Hands",
  "group.feet": "Feet",
  "group.more": "More",
  "view.front": "Front",
  "view.back": "Back",
  "view.left": "Your left",
  "view.right": "Your right",
  "view.head_right": "Your right",
  "view.head_front": "Face",
  "view.head_left": "Your left",
  "view.head_back": "Behind",
  "view.hand_right_palm": "Right palm",
  "view.hand_right_back": "Right back",
  "view.hand_left_palm": "Left palm",
  "view.hand_left_back": "Left back",
  "view.foot_right_top": "Right top",
  "view.foot_right_sole": "Right sole",
  "view.foot_left_top": "Left top",
  "view.foot_left_sole": "Left sole",
  "view.arm_right_inner": "Right arm",
  "view.arm_left_inner": "Left arm",
  "view.leg_right_inner": "Right leg",
  "view.leg_left_inner": "Left leg",
  "view.perineum": "Between the legs",
  "seen.front": "Your right is on the left",
  "seen.back": "Seen from behind",
  "seen.left": "Your left side",
  "seen.right": "Your right side",
  "seen.head_right": "Your right side",
  "seen.head_front": "Your right is on the left",
  "seen.head_left": "Your left side",
  "seen.head_back": "Seen from behind",
  "seen.hand_right_palm": "Your right palm",
  "seen.hand_right_back": "Back of your right hand",
  "seen.hand_left_palm": "Your left palm",
  "seen.hand_left_back": "Back of your left hand",
  "seen.foot_right_top": "Your right foot from above",
  "seen.foot_right_sole": "Sole of your right foot",
  "seen.foot_left_top": "Your left foot from above",
  "seen.foot_left_sole": "Sole of your left foot",
  "seen.arm_right_inner": "Inside of your right arm",
  "seen.arm_left_inner": "Inside of your left arm",
  "seen.leg_right_inner": "Inside of your right leg",
  "seen.leg_left_inner": "Inside of your left leg",
  "seen.perineum": "Seen from below, front at the top",
  "seen.solid": "Drag beside the body to turn it",
  enlarge: "Tap the head, a hand or a foot to enlarge it.",
  enlargeClick: "Click the head, a hand or a foot to enlarge it.",
  loading: "The body is coming …",
  cannotLoad: "The picture of the body could not be loaded. The list works without it.",
  cannotSolid: "The 3D body could not be shown here. The flat picture still works.",
  lostSolid: "The 3D picture went away for a moment. Your paint is kept.",
  solidKeys:
    "The body in 3D. Arrow keys turn it, plus and minus come nearer or go back, 1 to 8 choose a view.",
  tryAgain: "Try again",
  close: "Close",
  full: "This drawing is full. Clear it, or rub some of it out.",
  marked: "{place}, marked.",
  markedStrength: "{place}, strength {strength}, marked.",
  unmarked: "{place}, no longer marked.",
  changedStrength: "{place}, strength {strength}.",
  sumOne: "1 place, {cm2} cm².",
  sum: "{n} places, {cm2} cm².",
  sumNone: "Nothing is marked.",
  shown: "{view} shown.",
  pictureLabel: "{seen}. {painted}",
  paintedNothing: "Nothing is painted.",
  paintedPlaces: "Painted: {list}.",
  placeStrength: "{place} {strength} of 10",
  "side.left": "Left {region}",
  "side.right": "Right {region}",
  "side.mid": "{region}",
  "quality.ache": "aching",
  "quality.sharp": "sharp",
  "quality.burning": "burning",
  "quality.tingling": "tingling",
  "quality.numb": "numb",
} as const;

export type WordKey = keyof typeof ENGLISH;
export type Words = Readonly<Record<WordKey, string>>;

/** A word with its gaps filled in. */
export function say(
  words: Words,
  key: WordKey,
  gaps: Readonly<Record<string, string | number>> = {},
): string {
  return words[key].replace(/\{(\w+)\}/g, (whole, gap: string) => String(gaps[gap] ?? whole));
}

/** A word whose name is put together; the name itself when there is none. */
export function sayOr(words: Words, key: string, otherwise: string): string {
  return Object.hasOwn(words, key) ? words[key as WordKey] : otherwise;
}

/** The words of an attribute, English where it lacks one; null without any. */
export function wordsOf(attribute: string | null): Words | null {
  if (attribute === null) return null;
  try {
    const given: unknown = JSON.parse(attribute);
    return typeof given === "object" && given !== null ? { ...ENGLISH, ...given } : null;
  } catch {
    return null;
  }
}

/** "Right temple" in the middle of a sentence. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase() + text.slice(1);
}
