import type { Field, Read } from "../../framework/field";

/** Whether what an instance is told to do at its first boot matches; of the text itself a finding shows nothing. */
export function userDataMatches(inputs: Field, pattern: RegExp): Read<boolean> {
  const plain = inputs.at("userData");
  return (plain.state === "absent" ? inputs.at("userDataBase64") : plain).matches(pattern);
}
