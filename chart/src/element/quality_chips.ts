/** The qualities offered as chips under the picture; the list offers every one of the vocabulary. */
export const QUALITY_CHIPS: readonly string[] = ["ache", "sharp", "burning", "tingling", "numb"];
