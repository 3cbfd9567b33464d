import type { Field, Read } from "../../framework/field";

/** Whether what an instance is told to do at its first boot matches; of the text itself a finding shows nothing. */
export function userDataMatches(inputs: Field, pattern: RegExp): Read<boolean> {
  return userData(inputs).matches(pattern);
}

/** The numbers that the group of a pattern finds there. */
export function userDataNumbers(inputs: Field, pattern: RegExp): Read<readonly number[]> {
  return userData(inputs).numbersAt(pattern);
}

function userData(inputs: Field): Field {
  const plain = inputs.at("userData");
  return plain.state === "absent" ? inputs.at("userDataBase64") : plain;
}
