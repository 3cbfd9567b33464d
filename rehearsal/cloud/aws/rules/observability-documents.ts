/** JSON documents inside inputs. */
import { isObject, type Props, type Value } from "../../wire";
import { text } from "./references";

/** What `document` says; empty where it is not known, or no object. */
export function json(document: Value | undefined): Props {
  try {
    const parsed = JSON.parse(text(document) ?? "{}") as Value;
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}
