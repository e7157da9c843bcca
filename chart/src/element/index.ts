/** The door of the element: loading this file makes `<unknot-body>` known to the page. */
import { UnknotBody } from "./unknot_body";

export { UnknotBody };

declare global {
  interface HTMLElementTagNameMap {
    "unknot-body": UnknotBody;
  }
}

if (customElements.get("unknot-body") === undefined) {
  customElements.define("unknot-body", UnknotBody);
}
